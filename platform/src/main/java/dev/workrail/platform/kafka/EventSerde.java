package dev.workrail.platform.kafka;

import dev.workrail.contracts.event.EncodedEvent;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/// Events of one family on a topic: attributes in headers, JSON as the value.
///
/// Only for topics: a state store has no headers, so it keeps data through a [JsonSerde]. Writing
/// replaces the record's headers, so that what a processor forwards carries nothing of its input.
public final class EventSerde<T> implements Serde<Envelope<T>> {
    private final Class<T> family;

    public EventSerde(Class<T> family) {
        this.family = family;
    }

    /// The serde of a topic's events.
    ///
    /// @param family the topic's family, or a type above it
    public static <T> EventSerde<T> of(Topic topic, Class<T> family) {
        if (!family.isAssignableFrom(topic.family())) {
            throw new IllegalArgumentException(
                    "%s carries %s, not %s"
                            .formatted(
                                    topic.name(),
                                    topic.family().getSimpleName(),
                                    family.getSimpleName()));
        }
        return new EventSerde<>(family);
    }

    @Override
    public Serializer<Envelope<T>> serializer() {
        return new Writing<>();
    }

    @Override
    public Deserializer<Envelope<T>> deserializer() {
        return new Reading<>(family);
    }

    private static final class Writing<T> implements Serializer<Envelope<T>> {
        @Override
        public byte[] serialize(String topic, Envelope<T> event) {
            return ContractsJson.write(event.data());
        }

        @Override
        @SuppressWarnings("NullAway") // Kafka passes null for a tombstone and expects null back.
        public byte[] serialize(String topic, Headers headers, Envelope<T> event) {
            if (event == null) {
                return null;
            }
            EncodedEvent encoded = EventCodec.encode(event);
            for (var header : headers.toArray()) {
                headers.remove(header.key());
            }
            encoded.headers()
                    .forEach((name, text) ->
                            headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
            return encoded.value();
        }
    }

    private record Reading<T>(Class<T> family) implements Deserializer<Envelope<T>> {
        @Override
        public Envelope<T> deserialize(String topic, byte[] data) {
            throw new SerializationException(topic + ": an event has headers, this has none");
        }

        @Override
        @SuppressWarnings("NullAway") // A tombstone is null on both sides.
        public Envelope<T> deserialize(String topic, Headers headers, byte[] data) {
            if (data == null) {
                return null;
            }
            try {
                return EventCodec.decode(RecordDecoder.headers(headers), data, family);
            } catch (MalformedJsonException e) {
                throw new SerializationException(e.getMessage(), e);
            }
        }
    }
}
