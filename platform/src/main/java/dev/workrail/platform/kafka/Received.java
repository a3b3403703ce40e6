package dev.workrail.platform.kafka;

import dev.workrail.contracts.event.Envelope;
import java.time.Instant;

/// A record as it was read: the event, and where it lay.
///
/// @param timestamp when it was produced, by the producer's clock (the log's time)
public record Received<T>(
        Envelope<T> envelope,
        String key,
        String topic,
        int partition,
        long offset,
        Instant timestamp) {
    public T data() {
        return envelope.data();
    }

    public Position position() {
        return new Position(topic, partition, offset);
    }
}
