package dev.workrail.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Per run. Default: ${DEFAULT-VALUE}.")
    int seconds;

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
                List<String> rows = new ArrayList<>();
                Measurement warm = new Measurement("warm-up");
                Duration warmUp = Duration.ofSeconds(Math.max(3, seconds / 4));
                URI hook = instance.url().resolve("/hooks/bench/hook");
                fire(raw.url(), warmUp, warm);
                fire(hook.toString(), warmUp, warm);
                Measurement baseline = new Measurement("bare handler");
                Duration baselineTime = fire(raw.url(), Duration.ofSeconds(seconds), baseline);
                rows.add(baseline.row(baselineTime, 0));
                Measurement ingest = new Measurement("ingest");
                Duration ingestTime = fire(hook.toString(), Duration.ofSeconds(seconds), ingest);
                rows.add(ingest.row(ingestTime, instance.peakMemoryKiB()));
                System.out.println(Measurement.HEADER);
                rows.forEach(System.out::println);
                System.out.printf(
                        "ingest reaches %.0f %% of the bare handler%n",
                        100 * ingest.perSecond(ingestTime) / baseline.perSecond(baselineTime));
                return ingest.failures() == 0 ? 0 : 1;
            }
        }
    }

    private Duration fire(String url, Duration time, Measurement into) throws Exception {
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
                into,
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
