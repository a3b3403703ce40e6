package dev.workrail.bench;

import dev.workrail.bench.history.PastSessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A replay of session events into PostgreSQL by the product's projections, folds included, beside
/// batched JDBC upserts of the rows it left.
@Command(
        name = "projections",
        description =
                "A replay of session events into PostgreSQL, beside raw batched JDBC upserts of the same rows. A round is"
                        + " as long as its events take; --seconds does not count.",
        mixinStandardHelpOptions = true)
final class ProjectionsBench implements Callable<Integer> {
    private static final String RAW = "raw upserts of every row";
    private static final String RAW_EVENTS = "raw upserts of the event rows alone";
    private static final String REPLAY = "replay";
    private static final double NANOS_PER_SECOND = 1e9;

    @Mixin Rounds rounds = new Rounds();

    @Option(
            names = "--events",
            defaultValue = "1000000",
            description = "Session events of a round. Default: ${DEFAULT-VALUE}.")
    long events;

    @Option(
            names = "--steps",
            defaultValue = "5",
            description = "Of a session, four events each. Default: ${DEFAULT-VALUE}.")
    int steps;

    @Override
    public Integer call() throws Exception {
        Path data = Files.createTempDirectory("workrail-bench");
        try {
            Replay replay = new Replay(data, steps);
            Report report =
                    new Report(
                            "projections, replay of %,d events".formatted(events),
                            List.of(RAW, RAW_EVENTS, REPLAY));
            System.err.println("warming up …");
            round(replay, events / 10, new Report("", List.of()));
            for (int round = 1; round <= rounds.count; round++) {
                System.err.printf("round %d of %d …%n", round, rounds.count);
                round(replay, events, report);
            }
            remark(report);
            rounds.publish(report);
            return 0;
        } finally {
            BenchInstance.delete(data);
        }
    }

    private void round(Replay replay, long size, Report report) throws Exception {
        long first = replay.written();
        long each = PastSessions.events(0, 1_000, steps);
        long end = first + Math.max(1, size * 1_000 / each);
        replay.write(end - first);
        long written = PastSessions.events(first, end, steps);
        try (BenchInstance instance = replay.project("projections,console")) {
            Replay.Seen seen = replay.await(instance);
            add(report, REPLAY, seen.share() * written, seen.took(), seen.used());
            System.err.printf("  seen: %.0f %% of it%n", 100 * seen.share());
            raw(replay, first, end, report);
        }
    }

    private static void raw(Replay replay, long first, long end, Report report) throws Exception {
        try (RawUpserts raw = new RawUpserts(replay.tables())) {
            RawUpserts.Written written = raw.write(first, end);
            ProcessUse.Used none = ProcessUse.NONE.since(ProcessUse.NONE);
            add(report, RAW, written.events(), Duration.ofNanos(written.nanos()), none);
            add(report, RAW_EVENTS, written.events(), Duration.ofNanos(written.eventNanos()), none);
            System.err.printf(
                    "  %,d rows, %.1f for each event%n",
                    written.rows(), (double) written.rows() / written.events());
        }
    }

    private static void add(
            Report report, String row, double events, Duration took, ProcessUse.Used used) {
        double seconds = took.toNanos() / NANOS_PER_SECOND;
        Figures figures =
                new Figures(
                        events / seconds,
                        0,
                        0,
                        0,
                        0,
                        used.cpu().toNanos() / NANOS_PER_SECOND / seconds,
                        used.peakMiB());
        System.err.printf(Locale.ROOT, "  %s: %.0f events/s%n", row, figures.perSecond());
        report.add(row, figures);
    }

    private static void remark(Report report) {
        double replay = report.median(REPLAY, Figures::perSecond);
        report.remark(
                String.format(
                        Locale.ROOT,
                        "The replay, folds included, reaches %.0f %% of raw upserts of every row it leaves, and %.0f %%"
                                + " of raw upserts of the event rows alone.",
                        100 * replay / report.median(RAW, Figures::perSecond),
                        100 * replay / report.median(RAW_EVENTS, Figures::perSecond)));
    }
}
