package dev.workrail.bench;

import dev.workrail.testkit.process.InstanceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Sessions whose tools keep a processor busy, on one worker process and on two, beside the same
/// commands run by themselves, one and two at a time.
@Command(
        name = "workers",
        description =
                "Sessions whose tools do the work, a command that keeps a processor busy, on one"
                        + " worker process and on two, beside the same commands alone, as many at a"
                        + " time.",
        mixinStandardHelpOptions = true)
final class WorkersBench implements Callable<Integer> {
    private static final String ALONE = "the commands alone, %d at a time";
    private static final String WORKERS = "sessions on %d worker process%s";
    private static final double TARGET = 1.7;

    @Mixin Rounds rounds = new Rounds();

    @Option(
            names = "--slots",
            defaultValue = "1",
            description = "Of each worker process. Default: ${DEFAULT-VALUE}.")
    int slots;

    @Option(
            names = "--turns",
            defaultValue = "300000",
            description =
                    "Of the loop that a command goes through; fixes its work, not its time."
                            + " Default: ${DEFAULT-VALUE}.")
    int turns;

    @Override
    public Integer call() throws Exception {
        Map<String, String> environment = new HashMap<>(BenchOrg.unlimited());
        environment.put("WORKRAIL_WORKER_SLOTS", Integer.toString(slots));
        try (BenchInstance instance =
                        BenchInstance.start(
                                environment, "--roles", BenchInstance.ROLES_BESIDE_WORKER);
                SessionLog log = new SessionLog(instance.kafka())) {
            BenchOrg org = BenchOrg.create(instance.api(), "bench");
            String transcript =
                    BenchTranscripts.running(instance.data().path(), "busy", 1, command());
            WebhookClient webhooks =
                    WebhookClient.of(org.trigger(instance.url(), "hook", 1, transcript));
            instance.startWorker(environment);
            return measure(instance, environment, webhooks, log);
        }
    }

    private int measure(
            BenchInstance instance,
            Map<String, String> environment,
            WebhookClient webhooks,
            SessionLog log)
            throws Exception {
        Report report =
                rounds.measure(
                        "workers, %d slots each".formatted(slots),
                        List.of(
                                alone(1),
                                new Rounds.Row(
                                        row(1),
                                        (name, time) -> run(instance, 1, time, webhooks, log)),
                                alone(2),
                                new Rounds.Row(
                                        row(2),
                                        (name, time) -> {
                                            try (InstanceProcess second =
                                                    instance.startWorker(environment)) {
                                                return run(instance, 2, time, webhooks, log);
                                            }
                                        })));
        double factor =
                report.median(row(2), Figures::perSecond)
                        / report.median(row(1), Figures::perSecond);
        report.remark(
                String.format(
                        Locale.ROOT,
                        "A second worker process raises throughput %.2f times; the commands alone,"
                                + " twice as many at a time, %.2f times. Target %.1f times: %s.",
                        factor,
                        report.median(ALONE.formatted(2 * slots), Figures::perSecond)
                                / report.median(ALONE.formatted(slots), Figures::perSecond),
                        TARGET,
                        factor >= TARGET ? "met" : "missed"));
        rounds.publish(report);
        return report.failed() == 0 ? 0 : 1;
    }

    /// Twice as many sessions under way as there are slots: one waits for each that runs.
    private Figures run(
            BenchInstance instance,
            int workers,
            Duration time,
            WebhookClient webhooks,
            SessionLog log)
            throws IOException, InterruptedException {
        return Load.run(
                2 * workers * slots,
                time,
                instance::use,
                (c, n) -> {
                    log.awaitSuccess(webhooks.post());
                    return true;
                });
    }

    private Rounds.Row alone(int workers) {
        int commands = workers * slots;
        return new Rounds.Row(
                ALONE.formatted(commands),
                (name, time) ->
                        Load.run(
                                commands,
                                time,
                                Load.NO_PROCESS,
                                (c, n) ->
                                        new ProcessBuilder("/bin/bash", "-c", command())
                                                        .start()
                                                        .waitFor()
                                                == 0));
    }

    private static String row(int workers) {
        return WORKERS.formatted(workers, workers == 1 ? "" : "es");
    }

    private String command() {
        return "i=0; while [ $i -lt " + turns + " ]; do i=$((i+1)); done";
    }
}
