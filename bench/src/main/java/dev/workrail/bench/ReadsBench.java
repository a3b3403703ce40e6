package dev.workrail.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Function;
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
            withFew(small, report);
        } finally {
            BenchInstance.delete(small);
        }
        Path large = data == null ? Files.createTempDirectory("workrail-bench") : data;
        try {
            withMany(large, report);
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

    private void withFew(Path home, ReadsReport report) throws Exception {
        try (SeededInstance seeded = SeededInstance.with(home, few, steps);
                RawReads raw = new RawReads(seeded.tables(), few)) {
            raw.kinds().keySet().forEach(baseline -> report.items(baseline, 0));
            Map<String, PagedReads> paged = paged(seeded, ReadQueries.of(few));
            Map<String, PagedReads> lists =
                    paged(seeded, ReadQueries.lists(few, _ -> ReadQueries.PAGE));
            for (Map.Entry<String, PagedReads> list : lists.entrySet()) {
                report.items(list.getKey(), list.getValue().itemsOfAPage(reads));
            }
            measure("%,d sessions".formatted(few), together(raw.kinds(), paged), report::few);
        }
    }

    private void withMany(Path home, ReadsReport report) throws Exception {
        try (SeededInstance seeded = SeededInstance.with(home, many, steps);
                RawReads raw = new RawReads(seeded.tables(), many)) {
            Map<String, PagedReads> full = paged(seeded, ReadQueries.of(many));
            measure("%,d sessions".formatted(many), together(raw.kinds(), full), report::many);
            Map<String, PagedReads> alike = paged(seeded, ReadQueries.lists(many, report::page));
            alike.keySet().removeIf(kind -> report.page(kind) == ReadQueries.PAGE);
            measure(
                    "%,d sessions, pages as long as with %,d".formatted(many, few),
                    alike,
                    report::alike);
        }
    }

    private static Map<String, PagedReads> paged(
            SeededInstance seeded, Map<String, Function<SplittableRandom, String>> paths) {
        Map<String, PagedReads> kinds = new LinkedHashMap<>();
        paths.forEach((name, path) -> kinds.put(name, new PagedReads(seeded.api(), path)));
        return kinds;
    }

    private static Map<String, Read> together(
            Map<String, Read> raw, Map<String, PagedReads> paged) {
        Map<String, Read> kinds = new LinkedHashMap<>(raw);
        kinds.putAll(paged);
        return kinds;
    }

    private void measure(
            String what, Map<String, ? extends Read> kinds, BiConsumer<String, Figures> report)
            throws Exception {
        for (int round = -WARM_UP_ROUNDS; round < rounds.count; round++) {
            System.err.printf(
                    "%s, %s …%n", what, round < 0 ? "warming up" : "round " + (round + 1));
            for (Map.Entry<String, ? extends Read> kind : kinds.entrySet()) {
                Measurement taken = new Measurement();
                for (int i = 0; i < reads; i++) {
                    long start = System.nanoTime();
                    kind.getValue().run();
                    taken.record(System.nanoTime() - start);
                }
                if (round >= 0) {
                    report.accept(kind.getKey(), figures(taken));
                }
            }
        }
    }

    private static Figures figures(Measurement taken) {
        return taken.figures(Duration.ofSeconds(1), ProcessUse.NONE.since(ProcessUse.NONE));
    }
}
