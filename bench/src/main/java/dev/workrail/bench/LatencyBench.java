package dev.workrail.bench;

import dev.workrail.app.client.ApiException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// One session at a time, from the POST of its webhook until a client of the API sees it completed.
///
/// A client sees it on the live stream (`GET .../stream`), which is how the console and the command
/// line follow sessions. What a client sees that asks again and again (`GET .../sessions/{id}`) is
/// a row of its own: there the views have to be written first.
@Command(
        name = "latency",
        description =
                "Sessions of five trivial steps one at a time, from the POST of the webhook until"
                        + " the API's live stream says they are completed, beside plain Kafka clients"
                        + " that write the same chain of acknowledged records.",
        mixinStandardHelpOptions = true)
final class LatencyBench implements Callable<Integer> {
    private static final String STREAM = "completed on the live stream";
    private static final String GET = "completed in GET of the session";
    private static final double TARGET_P50_MS = 16;
    private static final double TARGET_P99_MS = 45;
    private static final int NOT_FOUND = 404;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_GETS = Duration.ofMillis(2);

    @Mixin Rounds rounds = new Rounds();

    @Override
    public Integer call() throws Exception {
        try (BenchInstance instance = BenchInstance.start(BenchOrg.unlimited());
                RawSessions raw = new RawSessions(instance.kafka())) {
            BenchOrg org = BenchOrg.create(instance.api(), "bench");
            WebhookClient webhooks = WebhookClient.of(org.trivialTrigger(instance.url()));
            try (SessionClient sessions = SessionClient.open(org, webhooks)) {
                return measure(instance, raw, org, sessions);
            }
        }
    }

    private int measure(
            BenchInstance instance, RawSessions raw, BenchOrg org, SessionClient sessions)
            throws Exception {
        Report report =
                rounds.measure(
                        "latency, 5 steps, one at a time",
                        List.of(
                                new Rounds.Row(
                                        "plain clients, %d records"
                                                .formatted(RawSessions.RECORDS_FROM_WEBHOOK),
                                        (name, time) ->
                                                Load.run(
                                                        1,
                                                        time,
                                                        Load.NO_PROCESS,
                                                        (c, n) ->
                                                                raw.run(
                                                                        RawSessions
                                                                                .RECORDS_FROM_WEBHOOK))),
                                new Rounds.Row(
                                        STREAM,
                                        (name, time) ->
                                                Load.run(
                                                        1,
                                                        time,
                                                        instance::use,
                                                        (c, n) -> sessions.run())),
                                new Rounds.Row(
                                        GET,
                                        (name, time) ->
                                                Load.runTimed(
                                                        1,
                                                        time,
                                                        instance::use,
                                                        (c, n) -> untilRead(org, sessions)))));
        report.remark(verdict(report));
        rounds.publish(report);
        return report.failed() == 0 ? 0 : 1;
    }

    private static String verdict(Report report) {
        double p50 = report.median(STREAM, Figures::p50);
        double p99 = report.median(STREAM, Figures::p99);
        return String.format(
                Locale.ROOT,
                "Target, on the live stream: p50 at most %.0f ms and p99 at most %.0f ms: %s.",
                TARGET_P50_MS,
                TARGET_P99_MS,
                p50 <= TARGET_P50_MS && p99 <= TARGET_P99_MS ? "met" : "missed");
    }

    private static Duration untilRead(BenchOrg org, SessionClient sessions) throws Exception {
        long start = System.nanoTime();
        String path = org.path("/sessions/" + sessions.fire());
        while (!completed(org, path)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new TimeoutException(path + " is not completed");
            }
            Thread.sleep(BETWEEN_GETS);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static boolean completed(BenchOrg org, String path) throws Exception {
        try {
            return org.owner().get(path).findPath("status").asText().equals("completed");
        } catch (ApiException e) {
            if (e.status() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
