package dev.workrail.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists of sessions and single sessions through the API, with few of them in the views and with
/// many, all seeded by replay.
@Command(
        name = "reads",
        description =
                "Pages of sessions by every documented filter and order, and single sessions, with a thousand and with a"
                        + " million of them in the views, seeded by replay. Then reads beside"
                        + " sessions that run, for --seconds.",
        mixinStandardHelpOptions = true)
final class ReadsBench implements Callable<Integer> {
    private static final int WARM_UP_ROUNDS = 2;

    @Mixin Rounds rounds = new Rounds();

    @Option(
            names = "--few",
            defaultValue = "1000",
            description = "Sessions to compare with. Default: ${DEFAULT-VALUE}.")
    long few;

    @Option(
            names = "--sessions",
            defaultValue = "1000000",
            description = "Sessions in the views. Default: ${DEFAULT-VALUE}.")
    long many;

    @Option(
            names = "--reads",
            defaultValue = "200",
            description = "Of each kind in a round. Default: ${DEFAULT-VALUE}.")
    int reads;

    @Option(
            names = "--steps",
            defaultValue = "0",
            description =
                    "Of a session, four events each; with 0 a session is five records in all. Default: ${DEFAULT-VALUE}.")
    int steps;

    @Option(
            names = "--data",
            description =
                    "Where the million is seeded, to be used again by the next run. Default: a folder that goes.")
    @Nullable Path data;

    @Option(
            names = "--reads-per-second",
            defaultValue = "50",
            description = "Beside sessions that run. Default: ${DEFAULT-VALUE}.")
    int readsPerSecond;

    @Option(
            names = "--sessions-per-second",
            defaultValue = "100",
            description =
                    "That run beside reads; 0 leaves this part out. Default: ${DEFAULT-VALUE}.")
    int sessionsPerSecond;

    @Override
    public Integer call() throws Exception {
        ReadsReport report = new ReadsReport(few, many);
        Path small = Files.createTempDirectory("workrail-bench");
        try {
            measure(small, few, report);
        } finally {
            BenchInstance.delete(small);
        }
        Path large = data == null ? Files.createTempDirectory("workrail-bench") : data;
        try {
            measure(large, many, report);
            rounds.publish(report.table());
            if (sessionsPerSecond > 0) {
                rounds.publish(
                        MixedReads.run(large, many, readsPerSecond, sessionsPerSecond, rounds));
            }
            return 0;
        } finally {
            if (data == null) {
                BenchInstance.delete(large);
            }
        }
    }

    private void measure(Path home, long sessions, ReadsReport report) throws Exception {
        try (SeededInstance seeded = SeededInstance.with(home, sessions, steps)) {
            Map<String, PagedReads> kinds = new LinkedHashMap<>();
            ReadQueries.of(sessions)
                    .forEach((name, paths) -> kinds.put(name, new PagedReads(seeded.api(), paths)));
            try (RawReads raw = new RawReads(seeded.tables(), sessions)) {
                for (int round = -WARM_UP_ROUNDS; round < rounds.count; round++) {
                    System.err.printf(
                            "%,d sessions, %s …%n",
                            sessions, round < 0 ? "warming up" : "round " + (round + 1));
                    round(kinds, raw, round < 0 ? new ReadsReport(few, many) : report, sessions);
                }
            }
        }
    }

    private void round(
            Map<String, PagedReads> kinds, RawReads raw, ReadsReport report, long sessions)
            throws IOException, InterruptedException, SQLException {
        for (Map.Entry<String, RawReads.Read> each : raw.kinds().entrySet()) {
            Measurement taken = new Measurement();
            for (int i = 0; i < reads; i++) {
                long start = System.nanoTime();
                each.getValue().run();
                taken.record(System.nanoTime() - start);
            }
            report.add(each.getKey(), sessions, figures(taken));
        }
        for (Map.Entry<String, PagedReads> kind : kinds.entrySet()) {
            Measurement taken = new Measurement();
            for (int i = 0; i < reads; i++) {
                long start = System.nanoTime();
                kind.getValue().read();
                taken.record(System.nanoTime() - start);
            }
            report.add(kind.getKey(), sessions, figures(taken));
        }
    }

    private static Figures figures(Measurement taken) {
        return taken.figures(Duration.ofSeconds(1), ProcessUse.NONE.since(ProcessUse.NONE));
    }
}
