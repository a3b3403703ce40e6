package dev.workrail.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// The baseline of sessions: as many records as a trivial session writes, each acknowledged before
/// the next, with plain clients; a session counts as done when a consumer has read its last record.
final class RawSessions implements AutoCloseable {
    /// Claim, one record per turn with its step, the end.
    static final int RECORDS = 7;

    /// The same behind the trigger event and the dispatch, which precede them.
    static final int RECORDS_FROM_WEBHOOK = RECORDS + 2;

    private static final String TOPIC = "bench.raw-sessions";
    private static final String VALUE = "x".repeat(1_500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProducer<String, String> producer;
    private final LogReader reader;
    private final Awaited<Boolean> ends = new Awaited<>();

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
        send("first");
        reader =
                LogReader.open(
                        bootstrapServers,
                        List.of(TOPIC),
                        record -> {
                            if (!record.key().contains("/")) {
                                ends.arrived(record.key(), true);
                            }
                        });
    }

    boolean run(int records) throws Exception {
        String session = UUID.randomUUID().toString();
        for (int i = 1; i <= records; i++) {
            send(i == records ? session : session + "/" + i);
        }
        return ends.await(session, PATIENCE);
    }

    private void send(String key) throws Exception {
        producer.send(new ProducerRecord<>(TOPIC, key, VALUE))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        reader.close();
        producer.close();
    }
}
