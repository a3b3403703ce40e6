package dev.workrail.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The baseline of dispatch: three hops of plain clients, each of which reads committed records,
/// passes them on and commits its position in the same transaction at every poll.
final class RawChain implements AutoCloseable {
    static final int HOPS = 3;

    private static final byte[] VALUE = "x".repeat(1_500).getBytes();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProducer<String, byte[]> first;
    private final List<Hop> hops = new ArrayList<>();
    private final LogReader reader;
    private final Awaited<Instant> ends = new Awaited<>();

    RawChain(String bootstrapServers) throws Exception {
        for (int i = 0; i <= HOPS; i++) {
            RawTopic.create(bootstrapServers, topic(i));
        }
        first =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer());
        for (int i = 0; i < HOPS; i++) {
            hops.add(new Hop(bootstrapServers, i));
        }
        reader =
                LogReader.open(
                        bootstrapServers,
                        List.of(topic(HOPS)),
                        record -> ends.arrived(record.key(), Instant.now()));
    }

    private static String topic(int number) {
        return "bench.raw-chain-" + number;
    }

    /// @return from the time stamp of the first record until the last one was read, as for a
    ///   session
    Duration run() throws Exception {
        String key = UUID.randomUUID().toString();
        Instant start = Instant.ofEpochMilli(System.currentTimeMillis());
        first.send(new ProducerRecord<>(topic(0), null, start.toEpochMilli(), key, VALUE))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return Duration.between(start, ends.await(key, PATIENCE));
    }

    @Override
    public void close() throws Exception {
        for (Hop hop : hops) {
            hop.close();
        }
        reader.close();
        first.close();
    }

    /// From one topic to the next.
    private static final class Hop implements AutoCloseable {
        private final KafkaConsumer<String, byte[]> consumer;
        private final KafkaProducer<String, byte[]> producer;
        private final String next;
        private final Thread thread;

        Hop(String bootstrapServers, int number) {
            this.next = topic(number + 1);
            consumer =
                    new KafkaConsumer<>(
                            Map.of(
                                    "bootstrap.servers", bootstrapServers,
                                    "group.id", "bench-raw-chain-" + number,
                                    "isolation.level", "read_committed",
                                    "auto.offset.reset", "earliest",
                                    "enable.auto.commit", "false"),
                            new StringDeserializer(),
                            new ByteArrayDeserializer());
            producer =
                    new KafkaProducer<>(
                            Map.of(
                                    "bootstrap.servers",
                                    bootstrapServers,
                                    "transactional.id",
                                    "bench-raw-chain-" + number,
                                    "linger.ms",
                                    "0",
                                    "retry.backoff.ms",
                                    "5"),
                            new StringSerializer(),
                            new ByteArraySerializer());
            consumer.subscribe(List.of(topic(number)));
            producer.initTransactions();
            thread = Thread.ofPlatform().name("raw-hop-" + number).start(this::pass);
        }

        private void pass() {
            try (consumer;
                    producer) {
                while (true) {
                    ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofSeconds(1));
                    if (!records.isEmpty()) {
                        pass(records);
                    }
                }
            } catch (WakeupException closed) {
                // How it is told to end.
            }
        }

        private void pass(ConsumerRecords<String, byte[]> records) {
            Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
            producer.beginTransaction();
            for (ConsumerRecord<String, byte[]> record : records) {
                producer.send(new ProducerRecord<>(next, record.key(), record.value()));
                positions.put(
                        new TopicPartition(record.topic(), record.partition()),
                        new OffsetAndMetadata(record.offset() + 1));
            }
            producer.sendOffsetsToTransaction(positions, consumer.groupMetadata());
            producer.commitTransaction();
        }

        @Override
        public void close() throws InterruptedException {
            consumer.wakeup();
            thread.join();
        }
    }
}
