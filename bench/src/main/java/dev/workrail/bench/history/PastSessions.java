package dev.workrail.bench.history;

import dev.workrail.contracts.event.EncodedEvent;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Writes past sessions to the logs with a plain producer.
public final class PastSessions implements AutoCloseable {
    private static final String SOURCE = "/workrail/bench";

    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long records = 0;

    public PastSessions(String bootstrapServers) {
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "acks",
                                "all",
                                "linger.ms",
                                "50",
                                "batch.size",
                                Integer.toString(512 * 1024),
                                "buffer.memory",
                                Long.toString(64L << 20),
                                "compression.type",
                                "lz4"),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /// How many events the sessions of the numbers from `first` until before `end` have.
    public static long events(long first, long end, int steps) {
        return LongStream.range(first, end)
                .map(number -> PastSession.events(Traits.of(number), steps))
                .sum();
    }

    /// How many of them ended.
    public static long ended(long first, long end) {
        return LongStream.range(first, end)
                .filter(number -> Traits.of(number).outcome() != null)
                .count();
    }

    /// Writes the sessions of the numbers from `first` until before `end`, and returns once the log
    /// has all of them.
    ///
    /// @param steps completed in each; 0 for the shortest sessions there are
    public void write(long first, long end, int steps) throws Exception {
        for (long number = first; number < end; number++) {
            Traits traits = Traits.of(number);
            new PastSession(
                            traits,
                            steps,
                            decision ->
                                    send(
                                            Topics.SCHEDULING,
                                            traits.org().value(),
                                            traits,
                                            decision.at(),
                                            decision),
                            record ->
                                    send(
                                            Topics.SESSIONS,
                                            traits.session().value(),
                                            traits,
                                            traits.accepted(),
                                            record))
                    .tell();
        }
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private void send(Topic topic, String key, Traits traits, Instant at, Kinded data) {
        EncodedEvent event =
                EventCodec.encode(
                        EventCodec.envelope(
                                "past-" + traits.number() + "-" + records++,
                                SOURCE,
                                traits.org() + "/" + traits.session(),
                                at,
                                null,
                                data));
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic.name(), key, event.value());
        event.headers()
                .forEach((name, text) ->
                        record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        producer.send(
                record,
                (_, failed) -> {
                    if (failed != null) {
                        failure.compareAndSet(null, failed);
                    }
                });
    }

    @Override
    public void close() {
        producer.close();
    }
}
