package dev.workrail.platform.kafka;

import dev.workrail.contracts.event.EncodedEvent;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/// Publishes events, idempotently and acknowledged by all in-sync replicas.
///
/// Records of one key keep their order, pipelined or not. A future completes with the position once
/// the broker has the record, or exceptionally with [PublishFailedException]. Opening connects in
/// the background and does not fail where the broker is away. Thread-safe; close waits for what is
/// in flight, at most five seconds.
public final class EventPublisher implements AutoCloseable {
    /// How long a record is tried unless said otherwise.
    public static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;

    EventPublisher(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /// Publishes an event. One without a trace context gets that of the work at hand.
    public CompletableFuture<Position> publish(Topic topic, String key, Envelope<?> event) {
        return publish(topic, key, EventCodec.encode(event));
    }

    /// The same for an event whose bytes somebody had to look at first.
    public CompletableFuture<Position> publish(Topic topic, String key, EncodedEvent event) {
        return publishRaw(topic.name(), key, event.value(), traced(event.headers()));
    }

    private static Map<String, String> traced(Map<String, String> headers) {
        String current = TraceContext.current();
        if (current == null || headers.containsKey("traceparent")) {
            return headers;
        }
        Map<String, String> traced = new HashMap<>(headers);
        traced.put("traceparent", current);
        return traced;
    }

    /// Deletes what a compacted topic keeps under `key`. Readers of ours do not see tombstones:
    /// publish an event that says it is deleted first.
    public CompletableFuture<Position> publishTombstone(Topic topic, String key) {
        return publishRaw(topic.name(), key, null, Map.of());
    }

    /// Publishes a record as it is: for replaying a dead letter, which kept its record whole.
    public CompletableFuture<Position> publishRaw(
            String topic,
            @Nullable String key,
            byte @Nullable [] value,
            Map<String, String> headers) {
        byte @Nullable [] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, keyBytes, value);
        headers.forEach(
                (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        CompletableFuture<Position> result = new CompletableFuture<>();
        try {
            producer.send(
                    record, (metadata, failure) -> complete(result, topic, metadata, failure));
        } catch (RuntimeException e) {
            // Thrown before anything was sent: no memory, no metadata in time, or closed.
            result.completeExceptionally(failure(topic, false, e));
        }
        return result;
    }

    /// Returns once everything published before has been answered.
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }

    private static void complete(
            CompletableFuture<Position> result,
            String topic,
            RecordMetadata metadata,
            @Nullable Exception failure) {
        if (failure == null) {
            result.complete(
                    new Position(metadata.topic(), metadata.partition(), metadata.offset()));
        } else {
            result.completeExceptionally(
                    failure(topic, failure instanceof RetriableException, failure));
        }
    }

    private static PublishFailedException failure(
            String topic, boolean outcomeUnknown, Exception cause) {
        return new PublishFailedException(
                "could not publish to " + topic + ": " + cause.getMessage(), outcomeUnknown, cause);
    }
}
