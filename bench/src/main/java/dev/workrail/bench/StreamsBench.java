package dev.workrail.bench;

import dev.workrail.app.client.ServerSentEvent;
import dev.workrail.contracts.event.EncodedEvent;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Events of the log on many open live streams of one org, from the send of the record to its
/// arrival at each client, beside one stream.
@Command(
        name = "streams",
        description =
                "Events of the log on open live streams of the API, from the send of the record to each client,"
                        + " beside a single stream.",
        mixinStandardHelpOptions = true)
final class StreamsBench implements Callable<Integer> {
    private static final String ORG = "bench";
    private static final SessionId SESSION = new SessionId("sess_bench-streams");
    private static final Duration STRAGGLERS = Duration.ofSeconds(10);

    @Mixin Rounds rounds = new Rounds();

    @Option(
            names = "--streams",
            defaultValue = "500",
            description = "Streams open at once. Default: ${DEFAULT-VALUE}.")
    int streams;

    @Option(
            names = "--rate",
            defaultValue = "10",
            description = "Events a second, each to every stream. Default: ${DEFAULT-VALUE}.")
    int rate;

    @Override
    public Integer call() throws Exception {
        try (BenchInstance instance = BenchInstance.start(BenchOrg.unlimited());
                KafkaProducer<String, byte[]> log = producer(instance.kafka())) {
            BenchOrg org = BenchOrg.create(instance.api(), ORG);
            Report report =
                    rounds.measure(
                            "streams, %d events a second".formatted(rate),
                            List.of(
                                    new Rounds.Row(
                                            "1 stream",
                                            (_, time) -> measure(instance, org, log, 1, time)),
                                    new Rounds.Row(
                                            streams + " streams",
                                            (_, time) ->
                                                    measure(instance, org, log, streams, time))));
            rounds.publish(report);
            return report.failed() == 0 ? 0 : 1;
        }
    }

    private static KafkaProducer<String, byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "0"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private Figures measure(
            BenchInstance instance,
            BenchOrg org,
            KafkaProducer<String, byte[]> log,
            int clients,
            Duration time)
            throws Exception {
        Measurement arrivals = new Measurement();
        AtomicLong arrived = new AtomicLong();
        List<Stream<String>> open = new ArrayList<>();
        CountDownLatch greeted = new CountDownLatch(clients);
        try {
            for (int i = 0; i < clients; i++) {
                Stream<String> stream = org.owner().stream(org.path("/stream")).body();
                open.add(stream);
                Thread.ofVirtual().start(() -> read(stream, greeted, arrivals, arrived));
            }
            if (!greeted.await(1, TimeUnit.MINUTES)) {
                throw new IOException(greeted.getCount() + " streams did not open");
            }
            ProcessUse before = instance.use();
            long begun = System.nanoTime();
            long sent = send(log, time);
            awaitArrival(arrived, sent * clients);
            for (long missing = sent * clients - arrived.get(); missing > 0; missing--) {
                arrivals.fail(new IOException("an event did not arrive"));
            }
            return arrivals.figures(
                    Duration.ofNanos(System.nanoTime() - begun), instance.use().since(before));
        } finally {
            open.forEach(Stream::close);
        }
    }

    /// Until the stream is closed, which is how a measurement ends it.
    private static void read(
            Stream<String> stream,
            CountDownLatch greeted,
            Measurement arrivals,
            AtomicLong arrived) {
        ServerSentEvent.Lines events = new ServerSentEvent.Lines();
        try {
            stream.forEach(line ->
                    events.take(line)
                            .ifPresent(event -> {
                                switch (event.type()) {
                                    case "hello" -> greeted.countDown();
                                    case "fact" -> {
                                        arrivals.record(System.nanoTime() - sentAt(event.data()));
                                        arrived.incrementAndGet();
                                    }
                                    default -> {
                                        // A heartbeat, or what a fact of no known session makes.
                                    }
                                }
                            }));
        } catch (UncheckedIOException closed) {
            greeted.countDown();
        }
    }

    private static long sentAt(String data) {
        return Long.parseLong(data.replaceAll(".*\"factId\":\"(-?[0-9]+)\".*", "$1"));
    }

    /// @return how many events it sent
    private long send(KafkaProducer<String, byte[]> log, Duration time) throws Exception {
        long every = Duration.ofSeconds(1).toNanos() / rate;
        long next = System.nanoTime();
        long end = next + time.toNanos();
        long sent = 0;
        for (; next < end; next += every) {
            LockSupport.parkNanos(next - System.nanoTime());
            log.send(record()).get(30, TimeUnit.SECONDS);
            sent++;
        }
        return sent;
    }

    private static ProducerRecord<String, byte[]> record() {
        EncodedEvent event =
                EventCodec.encode(
                        EventCodec.envelope(
                                "bench-" + System.nanoTime(),
                                "/bench",
                                ORG + "/" + SESSION,
                                Instant.now(),
                                null,
                                new SessionRecord.Noted(
                                        SESSION,
                                        new OrgId(ORG),
                                        Long.toString(System.nanoTime()),
                                        "bench",
                                        Instant.now(),
                                        new Fact.Delivered(
                                                new DeliveryId("dlv_bench"),
                                                "hook",
                                                "done",
                                                1,
                                                null))));
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.SESSIONS.name(), SESSION.value(), event.value());
        event.headers()
                .forEach((name, text) ->
                        record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static void awaitArrival(AtomicLong arrived, long expected) {
        long deadline = System.nanoTime() + STRAGGLERS.toNanos();
        while (arrived.get() < expected && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
