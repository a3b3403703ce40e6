package dev.workrail.bench;

import dev.workrail.bench.RoundTable.Column;
import dev.workrail.testkit.process.InstanceData;
import dev.workrail.testkit.process.InstanceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// From `./workrail up` to `ready`, on a new data directory and on one that was used before, and
/// what everything together keeps in memory when nothing happens.
///
/// Beside it, the same broker and the same database with nothing of the product, each in a process
/// of its own and both started at once: nothing that has them can start sooner.
@Command(
        name = "start",
        description =
                "From ./workrail up on built jars to ready, on a new data directory (cold) and on a"
                        + " used one (warm), and the memory of everything when idle, beside a bare"
                        + " Kafka and a bare PostgreSQL. --seconds is how long it idles before its"
                        + " memory is read.",
        mixinStandardHelpOptions = true)
final class StartBench implements Callable<Integer> {
    private static final String RAW = "bare Kafka and PostgreSQL, ";
    private static final String COLD = "cold";
    private static final String WARM = "warm";
    private static final String CLIENT = "client command";
    private static final int SECONDS = 0;
    private static final int RESIDENT = 2;
    private static final double TARGET_COLD_SECONDS = 12;
    private static final double TARGET_WARM_SECONDS = 8;
    private static final double TARGET_MIB = 900;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Mixin Rounds rounds = new Rounds();

    @Option(
            names = "--no-archive",
            description =
                    "Start without the ahead-of-time archive that the build makes, to see what it"
                            + " is worth.")
    boolean withoutArchive;

    private final RoundTable table =
            new RoundTable(
                    "start",
                    List.of(
                            Column.of("seconds to ready", "%.2f"),
                            Column.of("processor seconds", "%.1f"),
                            Column.of("resident when idle", "%.0f MiB"),
                            Column.of("of it not shared", "%.0f MiB")));

    @Override
    public Integer call() throws Exception {
        List.of(RAW + COLD, COLD, RAW + WARM, WARM, CLIENT).forEach(table::row);
        for (int round = 1; round <= rounds.count; round++) {
            System.err.printf("round %d of %d …%n", round, rounds.count);
            Path raw = Files.createTempDirectory("workrail-bench-raw");
            Path data = Files.createTempDirectory("workrail-bench");
            try {
                bare(RAW + COLD, raw);
                up(COLD, data);
                bare(RAW + WARM, raw);
                up(WARM, data);
                client(data);
            } finally {
                BenchInstance.delete(raw);
                BenchInstance.delete(data);
            }
        }
        judge();
        rounds.publish(table);
        return 0;
    }

    private void up(String row, Path data) throws Exception {
        long start = System.nanoTime();
        try (InstanceProcess process = BenchInstance.launch(data, environment(), List.of())) {
            process.awaitReady(PATIENCE);
            long ready = System.nanoTime();
            InstanceData place = new InstanceData(data);
            read(row, ready - start, () -> BenchInstance.useOf(place, process.pid()));
        }
    }

    private void bare(String row, Path directory) throws Exception {
        long start = System.nanoTime();
        try (InstanceProcess broker = InstanceProcess.startBroker(directory.resolve("kafka"));
                InstanceProcess database =
                        InstanceProcess.startDatabase(directory.resolve("postgres"))) {
            broker.awaitReady(PATIENCE);
            database.awaitReady(PATIENCE);
            long ready = System.nanoTime();
            InstanceData place = new InstanceData(directory);
            read(
                    row,
                    ready - start,
                    () -> BenchInstance.useOf(place, broker.pid(), database.pid()));
        }
    }

    /// What a person waits for who asks which servers they work with: as little as a command can
    /// do.
    private void client(Path home) {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("XDG_CONFIG_HOME", home.toString());
        long start = System.nanoTime();
        try (InstanceProcess command =
                InstanceProcess.launch(BenchInstance.root(), environment, "context", "list")) {
            command.awaitEnd(PATIENCE);
            table.add(CLIENT, (System.nanoTime() - start) / 1e9, 0, 0, 0);
        }
    }

    private void read(String row, long nanos, Load.Gauge gauge)
            throws IOException, InterruptedException {
        Duration cpu = gauge.now().cpu();
        Thread.sleep(Duration.ofSeconds(rounds.seconds));
        ProcessUse idle = gauge.now();
        table.add(
                row, nanos / 1e9, cpu.toMillis() / 1e3, idle.residentMiB(), idle.proportionalMiB());
        System.err.printf(
                Locale.ROOT, "  %s: %.2f s, %d MiB%n", row, nanos / 1e9, idle.residentMiB());
    }

    private Map<String, String> environment() {
        return withoutArchive ? Map.of("WORKRAIL_ARCHIVE", "none") : Map.of();
    }

    private void judge() {
        double cold = table.median(COLD, SECONDS);
        double warm = table.median(WARM, SECONDS);
        double memory = Math.max(table.median(COLD, RESIDENT), table.median(WARM, RESIDENT));
        table.remark(
                String.format(
                        Locale.ROOT,
                        "Targets: %.0f s cold %s, %.0f s warm %s, %.0f MiB resident %s.",
                        TARGET_COLD_SECONDS,
                        met(cold <= TARGET_COLD_SECONDS),
                        TARGET_WARM_SECONDS,
                        met(warm <= TARGET_WARM_SECONDS),
                        TARGET_MIB,
                        met(memory <= TARGET_MIB)));
    }

    private static String met(boolean met) {
        return met ? "met" : "missed";
    }
}
