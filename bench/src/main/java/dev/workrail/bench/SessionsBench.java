package dev.workrail.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.client.ApiClient;
import dev.workrail.contracts.json.ContractsJson;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
    private static final String SECRET = "bench-secret";
    private static final long MAX_SESSION_SECONDS = 60;

    @Mixin Rounds rounds = new Rounds();

    @Option(
            names = "--concurrency",
            defaultValue = "32",
            description =
                    "Sessions under way at a time, and worker slots. Default: ${DEFAULT-VALUE}.")
    int concurrency;

    private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();

    @Override
    public Integer call() throws Exception {
        Map<String, String> environment =
                Map.of(
                        "WORKRAIL_INGEST_ORG_RATE_PER_SECOND", "1000000",
                        "WORKRAIL_INGEST_ORG_RATE_BURST", "1000000",
                        "WORKRAIL_WORKER_SLOTS", Integer.toString(concurrency));
        try (BenchInstance instance = BenchInstance.start(environment);
                RawSessions raw = new RawSessions(instance.kafka())) {
            ApiClient owner = BenchOrg.create(instance.api(), SECRET);
            try (Stream<String> stream = owner.stream("/orgs/bench/stream").body()) {
                Thread.ofVirtual().start(() -> follow(stream));
                return measure(instance, raw);
            }
        }
    }

    private int measure(BenchInstance instance, RawSessions raw) throws Exception {
        WebhookClient client = new WebhookClient(instance.url(), SECRET);
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
                                                        (c, n) -> raw.run(n))),
                                new Rounds.Row(
                                        "sessions",
                                        (name, time) ->
                                                Load.run(
                                                        concurrency,
                                                        time,
                                                        instance::use,
                                                        (c, n) -> one(client, n)))));
        rounds.publish(report);
        return report.failed() == 0 ? 0 : 1;
    }

    private boolean one(WebhookClient client, long number) throws Exception {
        String session = client.post(System.nanoTime() + "-" + number);
        CompletableFuture<String> done =
                waiting.computeIfAbsent(session, key -> new CompletableFuture<>());
        try {
            return done.get(MAX_SESSION_SECONDS, TimeUnit.SECONDS).equals("success");
        } finally {
            waiting.remove(session);
        }
    }

    /// Until the stream is closed, which is how the bench ends it.
    private void follow(Stream<String> stream) {
        try {
            stream.forEach(this::line);
        } catch (UncheckedIOException closed) {
            waiting.values().forEach(session -> session.completeExceptionally(closed));
        }
    }

    private void line(String line) {
        if (!line.startsWith("data:") || !line.contains("\"session_closed\"")) {
            return;
        }
        JsonNode closed =
                ContractsJson.read(
                        line.substring("data:".length()).getBytes(StandardCharsets.UTF_8),
                        JsonNode.class);
        waiting.computeIfAbsent(closed.path("session").asText(), key -> new CompletableFuture<>())
                .complete(closed.path("outcome").asText());
    }
}
