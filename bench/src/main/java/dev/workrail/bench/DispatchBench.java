package dev.workrail.bench;

import dev.workrail.bench.SessionLog.Point;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// From the acceptance of a webhook's trigger event until a worker's claim of the session can be
/// read, one at a time and at a rate, beside a chain of as many exactly-once hops of plain clients.
///
/// The sessions have one trivial step, so that what they do afterwards takes little of the machine.
@Command(
        name = "dispatch",
        description =
                "From accepted webhook to claimed session, one at a time and at a rate, beside a"
                        + " chain of three exactly-once hops of plain Kafka clients that commit at"
                        + " every poll.",
        mixinStandardHelpOptions = true)
final class DispatchBench implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final double TARGET_P50 = 2;
    private static final double TARGET_P99 = 3;

    @Mixin Rounds rounds = new Rounds();

    @Option(
            names = "--rate",
            defaultValue = "100",
            description =
                    "Webhooks per second of the loaded measurement. Default: ${DEFAULT-VALUE}.")
    double rate;

    @Option(
            names = "--slots",
            defaultValue = "128",
            description = "Of the worker. Default: ${DEFAULT-VALUE}.")
    int slots;

    @Override
    public Integer call() throws Exception {
        Map<String, String> environment = new HashMap<>(BenchOrg.unlimited());
        environment.put("WORKRAIL_WORKER_SLOTS", Integer.toString(slots));
        try (BenchInstance instance = BenchInstance.start(environment);
                RawChain raw = new RawChain(instance.kafka());
                SessionLog log = new SessionLog(instance.kafka())) {
            BenchOrg org = BenchOrg.create(instance.api(), "bench");
            String transcript = BenchTranscripts.trivial(instance.data().path(), 1);
            WebhookClient webhooks =
                    WebhookClient.of(org.trigger(instance.url(), "hook", 1, transcript));
            return measure(instance, raw, webhooks, log);
        }
    }

    private int measure(
            BenchInstance instance, RawChain raw, WebhookClient webhooks, SessionLog log)
            throws Exception {
        String loaded = String.format(Locale.ROOT, ", %.0f/s", rate);
        Report report =
                rounds.measure(
                        String.format(Locale.ROOT, "dispatch, one at a time and %.0f/s", rate),
                        List.of(
                                new Rounds.Row(
                                        "plain clients, one at a time",
                                        (name, time) ->
                                                Load.runTimed(
                                                        1,
                                                        time,
                                                        Load.NO_PROCESS,
                                                        (c, n) -> raw.run())),
                                new Rounds.Row(
                                        "dispatch, one at a time",
                                        (name, time) ->
                                                Load.runTimed(
                                                        1,
                                                        time,
                                                        instance::use,
                                                        (c, n) -> oneAlone(webhooks, log))),
                                new Rounds.Row(
                                        "plain clients" + loaded,
                                        (name, time) ->
                                                Load.atRate(
                                                        rate,
                                                        time,
                                                        Load.NO_PROCESS,
                                                        (c, n) -> raw.run())),
                                new Rounds.Row(
                                        "dispatch" + loaded,
                                        (name, time) ->
                                                Load.atRate(
                                                        rate,
                                                        time,
                                                        instance::use,
                                                        (c, n) -> one(webhooks, log)))));
        judge(report, ", one at a time");
        judge(report, loaded);
        rounds.publish(report);
        return report.failed() == 0 ? 0 : 1;
    }

    private static Duration one(WebhookClient webhooks, SessionLog log) throws Exception {
        String session = webhooks.post();
        Duration untilClaimed =
                Duration.between(
                        log.await(session, Point.ACCEPTED), log.await(session, Point.CLAIMED));
        log.awaitSuccess(session);
        return untilClaimed;
    }

    /// With a pause for what follows the end of a session, so that the next one meets an idle
    /// machine.
    private static Duration oneAlone(WebhookClient webhooks, SessionLog log) throws Exception {
        Duration untilClaimed = one(webhooks, log);
        Thread.sleep(PAUSE);
        return untilClaimed;
    }

    private static void judge(Report report, String load) {
        double p50 = ratio(report, load, true);
        double p99 = ratio(report, load, false);
        report.remark(
                String.format(
                        Locale.ROOT,
                        "Dispatch%s: p50 %.1f times the plain clients' (target %.0f), p99 %.1f"
                                + " times (target %.0f): %s.",
                        load,
                        p50,
                        TARGET_P50,
                        p99,
                        TARGET_P99,
                        p50 <= TARGET_P50 && p99 <= TARGET_P99 ? "met" : "missed"));
    }

    private static double ratio(Report report, String load, boolean median) {
        java.util.function.ToDoubleFunction<Figures> figure = median ? Figures::p50 : Figures::p99;
        return report.median("dispatch" + load, figure)
                / report.median("plain clients" + load, figure);
    }
}
