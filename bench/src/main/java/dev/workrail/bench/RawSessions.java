package dev.workrail.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The baseline of sessions: as many records as a trivial session writes, each acknowledged before
/// the next, with plain clients; a session counts as done when a consumer has read its last record.
final class RawSessions implements AutoCloseable {
    /// Claim, one record per turn with its step, the end.
    static final int RECORDS = 7;

    private static final String TOPIC = "bench.raw-sessions";
    private static final String VALUE = "x".repeat(1_500);

    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final Thread reader;
    private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();

    RawSessions(String bootstrapServers) throws Exception {
        RawTopic.create(bootstrapServers, TOPIC);
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "acks",
                                "all",
                                "linger.ms",
                                "0"),
                        new StringSerializer(),
                        new StringSerializer());
        producer.send(new ProducerRecord<>(TOPIC, "first", VALUE)).get(30, TimeUnit.SECONDS);
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", bootstrapServers,
                                "group.id", "bench-raw-sessions",
                                "auto.offset.reset", "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer());
        consumer.subscribe(List.of(TOPIC));
        reader = Thread.ofPlatform().name("raw-reader").start(this::read);
    }

    boolean run(long number) throws Exception {
        String session = Long.toString(System.nanoTime()) + "-" + number;
        CompletableFuture<Void> done = new CompletableFuture<>();
        waiting.put(session, done);
        for (int i = 1; i <= RECORDS; i++) {
            String key = i == RECORDS ? session : session + "/" + i;
            producer.send(new ProducerRecord<>(TOPIC, key, VALUE)).get(30, TimeUnit.SECONDS);
        }
        done.get(30, TimeUnit.SECONDS);
        return true;
    }

    private void read() {
        try {
            while (true) {
                for (ConsumerRecord<String, String> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    CompletableFuture<Void> done = waiting.remove(record.key());
                    if (done != null) {
                        done.complete(null);
                    }
                }
            }
        } catch (WakeupException closed) {
            consumer.close();
        }
    }

    @Override
    public void close() throws Exception {
        consumer.wakeup();
        reader.join();
        producer.close();
    }
}
