package dev.workrail.bench;

import dev.workrail.bench.RoundTable.Column;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Whether memory stays flat while sessions come at a steady rate: every minute what is left of the
/// heap after a full collection, what the processes keep resident and what the state stores hold,
/// and how each grows, by the line of least squares through all samples after the first third.
///
/// The first third is the baseline: caches, pools and compiled code fill up in it.
@Command(
        name = "soak",
        description =
                "Sessions at a steady rate for half an hour: heap after a collection, resident"
                        + " memory and state stores each minute, and how fast each grows. --rounds and"
                        + " --seconds say nothing here.",
        mixinStandardHelpOptions = true)
final class SoakBench implements Callable<Integer> {
    private static final Duration BETWEEN_SAMPLES = Duration.ofMinutes(1);
    private static final double FLAT_MIB_PER_HOUR = 20;

    @Mixin Rounds rounds = new Rounds();

    @Option(
            names = "--minutes",
            defaultValue = "30",
            description = "How long it runs. Default: ${DEFAULT-VALUE}.")
    int minutes;

    @Option(
            names = "--rate",
            defaultValue = "50",
            description = "Sessions per second. Default: ${DEFAULT-VALUE}.")
    double rate;

    @Option(
            names = "--slots",
            defaultValue = "64",
            description = "Of the worker. Default: ${DEFAULT-VALUE}.")
    int slots;

    @Override
    public Integer call() throws Exception {
        Map<String, String> environment = new HashMap<>(BenchOrg.unlimited());
        environment.put("WORKRAIL_WORKER_SLOTS", Integer.toString(slots));
        try (BenchInstance instance = BenchInstance.start(environment)) {
            BenchOrg org = BenchOrg.create(instance.api(), "bench");
            WebhookClient webhooks = WebhookClient.of(org.trivialTrigger(instance.url()));
            try (SessionClient sessions = SessionClient.open(org, webhooks)) {
                CompletableFuture<Figures> load = start(sessions, instance);
                List<MemorySample> samples = sample(instance, load);
                return report(samples, load.get());
            }
        }
    }

    private CompletableFuture<Figures> start(SessionClient sessions, BenchInstance instance) {
        return Background.run(() ->
                Load.atRate(
                        rate,
                        Duration.ofMinutes(minutes),
                        instance::use,
                        Load.timed((c, n) -> sessions.run())));
    }

    private static List<MemorySample> sample(
            BenchInstance instance, CompletableFuture<Figures> load)
            throws IOException, InterruptedException {
        List<MemorySample> samples = new ArrayList<>();
        long start = System.nanoTime();
        while (!load.isDone()) {
            Thread.sleep(BETWEEN_SAMPLES);
            MemorySample sample =
                    MemorySample.of(instance, Duration.ofNanos(System.nanoTime() - start));
            samples.add(sample);
            System.err.println("  " + sample.line());
        }
        return samples;
    }

    private int report(List<MemorySample> samples, Figures figures) throws IOException {
        RoundTable table =
                new RoundTable(
                        String.format(
                                Locale.ROOT, "soak, %d minutes, %.0f sessions/s", minutes, rate),
                        List.of(
                                Column.of("heap after collection", "%.0f MiB"),
                                Column.of("resident, all processes", "%.0f MiB"),
                                Column.of("state stores on disk", "%.1f MiB")));
        for (MemorySample sample : samples) {
            table.add(sample.minute(), sample.heapMiB(), sample.residentMiB(), sample.storesMiB());
        }
        List<MemorySample> settled = samples.subList(samples.size() / 3, samples.size());
        double heap = slope(settled, MemorySample::heapMiB);
        double resident = slope(settled, MemorySample::residentMiB);
        table.remark("The load: " + figures.line() + ".");
        table.remark(
                String.format(
                        Locale.ROOT,
                        "After the first third the heap grows by %.1f MiB per hour, resident memory"
                                + " by %.1f, the state stores by %.1f. Flat is within %.0f for the"
                                + " first two: %s.",
                        heap,
                        resident,
                        slope(settled, MemorySample::storesMiB),
                        FLAT_MIB_PER_HOUR,
                        heap <= FLAT_MIB_PER_HOUR && resident <= FLAT_MIB_PER_HOUR
                                ? "met"
                                : "missed"));
        rounds.publish(table);
        return figures.failed() == 0 ? 0 : 1;
    }

    /// Per hour, by least squares; 0 for fewer than two samples.
    static double slope(List<MemorySample> samples, ToDoubleFunction<MemorySample> of) {
        double x = samples.stream().mapToDouble(MemorySample::hours).average().orElse(0);
        double y = samples.stream().mapToDouble(of).average().orElse(0);
        double above = 0;
        double below = 0;
        for (MemorySample sample : samples) {
            above += (sample.hours() - x) * (of.applyAsDouble(sample) - y);
            below += (sample.hours() - x) * (sample.hours() - x);
        }
        return below == 0 ? 0 : above / below;
    }
}
