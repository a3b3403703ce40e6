package dev.workrail.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Signed webhooks over HTTP until they are acknowledged in Kafka, beside a bare handler that does
/// no more than check the signature and produce.
@Command(
        name = "ingest",
        description =
                "Signed webhooks over HTTP until Kafka has them, beside a bare handler in the same kind of server that"
                        + " checks the HMAC and produces with acks=all.",
        mixinStandardHelpOptions = true)
final class IngestBench implements Callable<Integer> {
    private static final String BARE = "bare handler";
    private static final String INGEST = "ingest";
    private static final String HALF = "ingest at half that load";
    private static final double SHARE_TARGET = 0.7;
    private static final double P99_TARGET = 50;

    @Mixin Rounds rounds = new Rounds();

    @Option(
            names = "--connections",
            defaultValue = "32",
            description = "Default: ${DEFAULT-VALUE}.")
    int connections;

    @Option(
            names = "--bytes",
            defaultValue = "20480",
            description = "Of a payload. Default: ${DEFAULT-VALUE}.")
    int bytes;

    @Override
    public Integer call() throws Exception {
        try (BenchInstance instance =
                BenchInstance.start(BenchOrg.unlimited(), "--roles", "ingest,console")) {
            URI hook = BenchOrg.create(instance.api(), "bench").trivialTrigger(instance.url());
            try (RawIngest raw =
                    new RawIngest(
                            instance.kafka(), BenchOrg.SECRET.getBytes(StandardCharsets.UTF_8))) {
                return measure(instance, hook, raw);
            }
        }
    }

    private int measure(BenchInstance instance, URI hook, RawIngest raw) throws Exception {
        Report report =
                new Report(
                        "ingest, %d bytes, %d connections".formatted(bytes, connections),
                        List.of(BARE, INGEST, HALF));
        rounds.repeat(
                report,
                List.of(
                        new Rounds.Row(
                                BARE,
                                (name, time) -> fire(URI.create(raw.url()), time, Load.NO_PROCESS)),
                        new Rounds.Row(INGEST, (name, time) -> fire(hook, time, instance::use))));
        double half = report.median(INGEST, Figures::perSecond) / 2;
        rounds.repeat(
                report,
                List.of(
                        new Rounds.Row(
                                HALF, (name, time) -> fireAt(half, hook, time, instance::use))));
        judge(report);
        rounds.publish(report);
        return report.failed() == 0 ? 0 : 1;
    }

    private static void judge(Report report) {
        double share =
                report.median(INGEST, Figures::perSecond) / report.median(BARE, Figures::perSecond);
        double p99 = report.median(HALF, Figures::p99);
        report.remark(
                String.format(
                        Locale.ROOT,
                        "Ingest reaches %.0f %% of the bare handler. Target %.0f %%: %s. At half its"
                                + " load p99 is %.1f ms. Target %.0f ms: %s.",
                        100 * share,
                        100 * SHARE_TARGET,
                        share >= SHARE_TARGET ? "met" : "missed",
                        p99,
                        P99_TARGET,
                        p99 < P99_TARGET ? "met" : "missed"));
    }

    private Figures fireAt(double perSecond, URI url, Duration time, Load.Gauge gauge)
            throws Exception {
        WebhookClient client = WebhookClient.ofSize(url, bytes);
        return Load.atRate(
                perSecond,
                time,
                gauge,
                Load.timed((connection, number) ->
                        client.send().statusCode() == WebhookClient.ACCEPTED));
    }

    private Figures fire(URI url, Duration time, Load.Gauge gauge) throws Exception {
        List<WebhookClient> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(WebhookClient.ofSize(url, bytes));
        }
        return Load.run(
                connections,
                time,
                gauge,
                (connection, number) ->
                        clients.get(connection).send().statusCode() == WebhookClient.ACCEPTED);
    }
}
