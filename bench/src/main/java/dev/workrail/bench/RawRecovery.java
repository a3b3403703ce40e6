package dev.workrail.bench;

import dev.workrail.testkit.process.InstanceProcess;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// The baseline of recovery: two plain consumers of one group, of which the one that has everything
/// is killed; recovered is when the other one has been given what it had.
final class RawRecovery {
    private static final String TOPIC = "bench.raw-recovery";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String bootstrapServers;
    private final Duration timeout;
    private int run;

    RawRecovery(String bootstrapServers, Duration timeout) throws Exception {
        RawTopic.create(bootstrapServers, TOPIC);
        this.bootstrapServers = bootstrapServers;
        this.timeout = timeout;
    }

    /// @return from the kill of the one until the other has everything
    Duration run() {
        String group = "bench-raw-recovery-" + run++;
        try (InstanceProcess holder =
                        InstanceProcess.startMain(
                                RawRecovery.class,
                                bootstrapServers,
                                group,
                                Long.toString(timeout.toMillis()));
                KafkaConsumer<String, String> heir = consumer(bootstrapServers, group, timeout)) {
            holder.awaitReady(PATIENCE);
            heir.subscribe(List.of(TOPIC));
            // It is a member once it has been given its share of the partitions.
            pollUntil(heir, () -> !heir.assignment().isEmpty());
            long killed = System.nanoTime();
            holder.killNow();
            int all = heir.partitionsFor(TOPIC).size();
            pollUntil(heir, () -> heir.assignment().size() == all);
            return Duration.ofNanos(System.nanoTime() - killed);
        }
    }

    private static void pollUntil(KafkaConsumer<String, String> consumer, BooleanSupplier done) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the plain consumer was not given what it waits for");
            }
            consumer.poll(POLL);
        }
    }

    private static KafkaConsumer<String, String> consumer(
            String bootstrapServers, String group, Duration timeout) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        group,
                        "session.timeout.ms",
                        Long.toString(timeout.toMillis()),
                        "heartbeat.interval.ms",
                        Long.toString(timeout.toMillis() / 5),
                        "partition.assignment.strategy",
                        CooperativeStickyAssignor.class.getName(),
                        "auto.offset.reset",
                        "latest"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    /// The member that will be killed.
    public static void main(String... args) {
        String bootstrapServers = args[0];
        try (KafkaConsumer<String, String> consumer =
                consumer(bootstrapServers, args[1], Duration.ofMillis(Long.parseLong(args[2])))) {
            consumer.subscribe(List.of(TOPIC));
            pollUntil(consumer, () -> !consumer.assignment().isEmpty());
            System.out.println(InstanceProcess.READY + URI.create("kafka://" + bootstrapServers));
            while (true) {
                consumer.poll(POLL);
            }
        }
    }
}
