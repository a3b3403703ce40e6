package dev.workrail.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How the throughput and the time of sessions change with the size of what is around them: one
/// dimension at a time, its sizes ascending, each measured in short rounds of its own.
///
/// A dimension has an instance of its own, which keeps growing. How reading grows with the number
/// of sessions in the views is another benchmark.
@Command(
        name = "growth",
        description =
                "Throughput and p99 of sessions against the number of orgs, triggers, steps and"
                        + " waiting sessions and the size of the payload, one dimension at a time.",
        mixinStandardHelpOptions = true)
final class GrowthBench implements Callable<Integer> {
    @Mixin Rounds rounds = new Rounds();

    @Option(
            names = "--dimension",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}. Default: all.")
    List<GrowthDimension> dimensions = List.of(GrowthDimension.values());

    @Option(
            names = "--sizes",
            split = ",",
            description =
                    "Instead of a dimension's own, ascending; with one --dimension. Payloads are in"
                            + " KiB.")
    List<Integer> sizes = List.of();

    @Option(
            names = "--concurrency",
            defaultValue = "32",
            description =
                    "Sessions under way at a time, and worker slots. Default: ${DEFAULT-VALUE}.")
    int concurrency;

    @Override
    public Integer call() throws Exception {
        if (!sizes.isEmpty() && dimensions.size() != 1) {
            System.err.println("--sizes needs exactly one --dimension");
            return 2;
        }
        boolean failed = false;
        for (GrowthDimension dimension : dimensions) {
            failed |= measure(dimension);
        }
        return failed ? 1 : 0;
    }

    private boolean measure(GrowthDimension dimension) throws Exception {
        Map<String, String> environment = new HashMap<>(BenchOrg.unlimited());
        environment.put("WORKRAIL_WORKER_SLOTS", Integer.toString(concurrency));
        try (BenchInstance instance = BenchInstance.start(environment);
                RawSessions raw = new RawSessions(instance.kafka());
                SessionLog log = new SessionLog(instance.kafka())) {
            Report report =
                    new Report(
                            "growth, %s, %d at a time".formatted(dimension.what(), concurrency),
                            List.of());
            rounds.repeat(report, List.of(plainClients(raw)));
            GrowthDimension.Growing growing = dimension.start(instance);
            for (int size : sizes.isEmpty() ? dimension.sizes() : sizes) {
                System.err.printf("growing to %,d %s …%n", size, dimension.what());
                List<WebhookClient> hooks = growing.growTo(size);
                log.awaitTakenBefore(hooks.getFirst().post());
                rounds.repeat(
                        report,
                        List.of(
                                new Rounds.Row(
                                        "%,d %s".formatted(size, dimension.what()),
                                        (name, time) -> sessions(instance, log, hooks, time))));
            }
            rounds.publish(report);
            return report.failed() > 0;
        }
    }

    private Rounds.Row plainClients(RawSessions raw) {
        return new Rounds.Row(
                "plain clients, " + RawSessions.RECORDS + " records",
                (name, time) ->
                        Load.run(
                                concurrency,
                                time,
                                Load.NO_PROCESS,
                                (c, n) -> raw.run(RawSessions.RECORDS)));
    }

    private Figures sessions(
            BenchInstance instance, SessionLog log, List<WebhookClient> hooks, Duration time)
            throws Exception {
        return Load.run(
                concurrency,
                time,
                instance::use,
                (c, n) -> {
                    log.awaitSuccess(hooks.get((int) (n % hooks.size())).post());
                    return true;
                });
    }
}
