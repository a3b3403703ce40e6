package dev.workrail.platform.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// A consumer whose polls keep a [Pace]. Used by one thread, as any consumer.
final class PacedConsumer extends KafkaConsumer<byte[], byte[]> {
    private final Pace pace;

    /// @param interval least time between two batches, zero for none
    PacedConsumer(Map<String, Object> properties, Duration interval) {
        super(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.pace = new Pace(interval);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        pace.await();
        ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
        pace.took(polled.count());
        return polled;
    }
}
