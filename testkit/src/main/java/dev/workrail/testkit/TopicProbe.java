package dev.workrail.testkit;

import dev.workrail.contracts.event.EncodedEvent;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// Reads and writes topics for tests: whole, committed records only, no group.
public final class TopicProbe implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;

    public TopicProbe(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /// Publishes an event and returns once the broker has it.
    public RecordMetadata publish(Topic topic, String key, Envelope<?> event) {
        EncodedEvent encoded = EventCodec.encode(event);
        return publishRaw(topic.name(), key, encoded.value(), encoded.headers());
    }

    /// Publishes bytes as they are, such as a record that cannot be read.
    public RecordMetadata publishRaw(
            String topic,
            @Nullable String key,
            byte @Nullable [] value,
            Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach(
                (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not publish to " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Every readable record of a topic up to its current end; by partition, then offset.
    /// Tombstones are left out.
    ///
    /// @param type the topic's family or a type of it
    public <T> List<Logged<T>> read(Topic topic, Class<T> type) {
        List<Logged<T>> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : readRaw(topic.name())) {
            if (record.value() != null) {
                Map<String, String> headers = headers(record);
                found.add(
                        new Logged<>(
                                new String(record.key(), StandardCharsets.UTF_8),
                                record.partition(),
                                record.offset(),
                                headers,
                                EventCodec.decode(headers, record.value(), type)));
            }
        }
        return found;
    }

    /// The data of every record of a topic.
    public <T> List<T> data(Topic topic, Class<T> type) {
        return read(topic, type).stream().map(Logged::data).toList();
    }

    /// The first record that matches, waited for at most ten seconds.
    public <T> Logged<T> await(Topic topic, Class<T> type, Predicate<T> matches) {
        return await(topic, type, matches, Duration.ofSeconds(10));
    }

    /// The first record that matches, waited for at most `max`.
    public <T> Logged<T> await(Topic topic, Class<T> type, Predicate<T> matches, Duration max) {
        return Awaitility.await("a matching record on " + topic.name())
                .atMost(max)
                .pollInterval(POLL)
                .until(
                        () ->
                                read(topic, type).stream()
                                        .filter(logged -> matches.test(logged.data()))
                                        .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    /// Every committed record of a topic up to its current end.
    public List<ConsumerRecord<byte[], byte[]>> readRaw(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        records.sort(
                java.util.Comparator.comparingInt(
                                (ConsumerRecord<byte[], byte[]> r) -> r.partition())
                        .thenComparingLong(ConsumerRecord::offset));
        return records;
    }

    @Override
    public void close() {
        producer.close();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header ->
                        headers.put(
                                header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
