package dev.workrail.platform.kafka;

import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.contracts.session.OfSession;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.platform.kafka.DeadLetters.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// Reads records of a fixed set of topics into the families the topics carry.
final class RecordDecoder<T> {
    private final Map<String, Topic> topics;

    RecordDecoder(Collection<Topic> topics) {
        this.topics = topics.stream().collect(Collectors.toMap(Topic::name, Function.identity()));
    }

    Collection<String> topicNames() {
        return topics.keySet();
    }

    /// @throws MalformedJsonException where the record does not fit the topic's family, or lies
    ///   under a key that is absent or another session's
    Received<T> decode(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            throw new MalformedJsonException("expected a record key, was none");
        }
        Topic topic = topics.get(record.topic());
        if (topic == null) {
            throw new IllegalStateException("not subscribed to " + record.topic());
        }
        // The topic's family is the reader's T or a subtype: the subscription says so.
        @SuppressWarnings("unchecked")
        Class<T> family = (Class<T>) topic.family();
        Envelope<T> envelope = EventCodec.decode(headers(record.headers()), record.value(), family);
        if (envelope.data() instanceof OfSession data && !data.isUnder(text(record.key()))) {
            throw new MalformedJsonException("expected the session's id as key, was another");
        }
        return new Received<>(
                envelope,
                text(record.key()),
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()));
    }

    static RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
        return new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key() == null ? null : text(record.key()),
                record.value(),
                headers(record.headers()));
    }

    static Map<String, String> headers(Headers headers) {
        Map<String, String> texts = new HashMap<>();
        for (Header header : headers) {
            if (header.value() != null) {
                texts.put(header.key(), text(header.value()));
            }
        }
        return texts;
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
