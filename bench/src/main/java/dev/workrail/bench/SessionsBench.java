package dev.workrail.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Durable sessions of five trivial steps, from the POST of their webhook to their end as the live
/// stream of the API tells it, beside plain clients that write as many records.
@Command(
        name = "sessions",
        description =
                "Durable sessions of five trivial steps from webhook to end, beside plain Kafka clients that write as"
                        + " many acknowledged records.",
        mixinStandardHelpOptions = true)
final class SessionsBench implements Callable<Integer> {
    @Mixin Rounds rounds = new Rounds();

    @Option(
            names = "--concurrency",
            defaultValue = "128",
            description =
                    "Sessions under way at a time, and worker slots. Default: ${DEFAULT-VALUE}.")
    int concurrency;

    @Override
    public Integer call() throws Exception {
        Map<String, String> environment = new HashMap<>(BenchOrg.unlimited());
        environment.put("WORKRAIL_WORKER_SLOTS", Integer.toString(concurrency));
        try (BenchInstance instance = BenchInstance.start(environment);
                RawSessions raw = new RawSessions(instance.kafka())) {
            BenchOrg org = BenchOrg.create(instance.api(), "bench");
            WebhookClient webhooks = WebhookClient.of(org.trivialTrigger(instance.url()));
            try (SessionClient sessions = SessionClient.open(org, webhooks)) {
                return measure(instance, raw, sessions);
            }
        }
    }

    private int measure(BenchInstance instance, RawSessions raw, SessionClient sessions)
            throws Exception {
        Report report =
                rounds.measure(
                        "sessions, 5 steps, %d at a time".formatted(concurrency),
                        List.of(
                                new Rounds.Row(
                                        "plain clients, " + RawSessions.RECORDS + " records",
                                        (name, time) ->
                                                Load.run(
                                                        concurrency,
                                                        time,
                                                        Load.NO_PROCESS,
                                                        (c, n) -> raw.run(RawSessions.RECORDS))),
                                new Rounds.Row(
                                        "sessions",
                                        (name, time) ->
                                                Load.run(
                                                        concurrency,
                                                        time,
                                                        instance::use,
                                                        (c, n) -> sessions.run()))));
        rounds.publish(report);
        return report.failed() == 0 ? 0 : 1;
    }
}
