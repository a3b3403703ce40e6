package dev.workrail.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private static final String SECRET = "bench-secret";
    private static final String BARE = "bare handler";
    private static final String INGEST = "ingest";

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
        // Two generous rates, so that what is measured is the path and not the limiter.
        try (BenchInstance instance =
                BenchInstance.start(
                        Map.of(
                                "WORKRAIL_INGEST_ORG_RATE_PER_SECOND", "1000000",
                                "WORKRAIL_INGEST_ORG_RATE_BURST", "1000000"),
                        "--roles",
                        "ingest,console")) {
            BenchOrg.create(instance.api(), SECRET);
            try (RawIngest raw =
                    new RawIngest(instance.kafka(), SECRET.getBytes(StandardCharsets.UTF_8))) {
                return measure(instance, raw);
            }
        }
    }

    private int measure(BenchInstance instance, RawIngest raw) throws Exception {
        String hook = instance.url().resolve("/hooks/bench/hook").toString();
        Report report =
                rounds.measure(
                        "ingest, %d bytes, %d connections".formatted(bytes, connections),
                        List.of(
                                new Rounds.Row(
                                        BARE,
                                        (name, time) -> fire(raw.url(), time, Load.NO_PROCESS)),
                                new Rounds.Row(
                                        INGEST, (name, time) -> fire(hook, time, instance::use))));
        report.remark(
                String.format(
                        Locale.ROOT,
                        "Ingest reaches %.0f %% of the bare handler.",
                        100
                                * report.median(INGEST, Figures::perSecond)
                                / report.median(BARE, Figures::perSecond)));
        rounds.publish(report);
        return report.failed() == 0 ? 0 : 1;
    }

    private Figures fire(String url, Duration time, Load.Gauge gauge) throws Exception {
        byte[] body = payload();
        String signature = WebhookClient.signature(body, SECRET);
        List<HttpClient> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
        }
        String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
        return Load.run(
                connections,
                time,
                gauge,
                (connection, number) -> {
                    HttpRequest request =
                            HttpRequest.newBuilder(URI.create(url))
                                    .timeout(Duration.ofSeconds(30))
                                    .header("Content-Type", "application/json")
                                    .header("Idempotency-Key", run + "-" + number)
                                    .header("X-WorkRail-Signature", signature)
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build();
                    return clients.get(connection)
                                    .send(request, BodyHandlers.discarding())
                                    .statusCode()
                            == 202;
                });
    }

    private byte[] payload() {
        String filler = "x".repeat(Math.max(0, bytes - 64));
        return "{\"goal\":\"Measure ingest\",\"filler\":\"%s\"}"
                .formatted(filler)
                .getBytes(StandardCharsets.UTF_8);
    }
}
