package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.client.ApiClient;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.testkit.TopicProbe;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an instance says of itself, in its log and at its metrics, once a session ran to its end
/// and called back.
class TelemetryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final byte[] KEY =
            "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    @TempDir static Path folder;

    private static Product product;
    private static String session;

    @BeforeAll
    static void start() throws Exception {
        // Sessions are spoken of at DEBUG: at INFO an instance speaks of itself.
        product =
                Product.start(folder, Map.of("QUARKUS_LOG_CATEGORY__DEV_WORKRAIL__LEVEL", "DEBUG"));
        Tenant acme = product.tenant("acme");
        acme.put(
                "/secrets/delivery/callback",
                Map.of("value", "whsec_" + Base64.getEncoder().encodeToString(KEY)));
        try (CallbackReceiver receiver = CallbackReceiver.start(KEY)) {
            acme.greeterTrigger("issues", product.repository(), receiver);
            session = acme.session("issues");
            assertThat(acme.awaitOver(session).at("/ending/outcome").asText()).isEqualTo("success");
            await().atMost(PATIENCE)
                    .until(() -> receiver.received().stream().anyMatch(TelemetryIT::completed));
        }
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void shouldNameOrgSessionTriggerAndTraceOfASessionInTheLogOfEveryRole() throws Exception {
        String trace = traceOfTheTriggerEvent();

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(aboutTheSession())
                                .extracting(TelemetryIT::role)
                                .contains("ingest", "dispatcher", "worker", "delivery"));

        assertThat(aboutTheSession())
                .allSatisfy(line -> {
                    JsonNode context = line.path("mdc");
                    assertThat(context.path("session").asText()).isEqualTo(session);
                    assertThat(context.path("org").asText()).isEqualTo("acme");
                    assertThat(context.path("trigger").asText()).isEqualTo("issues");
                    assertThat(context.path("traceId").asText()).isEqualTo(trace);
                });
    }

    @Test
    void shouldServeTheMetricsThatTheDocumentationNamesAndNoOthers() throws Exception {
        MetricTable documented = MetricTable.in(Files.readString(Path.of("../docs/operations.md")));
        List<String> served = MetricTable.served(metrics());

        assertThat(documented.names()).hasSizeGreaterThan(20);
        assertThat(served).containsExactlyInAnyOrderElementsOf(documented.families());
    }

    private static String metrics() throws IOException, InterruptedException {
        ApiClient operator = product.operator();
        HttpResponse<String> answer =
                operator.send(HttpRequest.newBuilder(operator.url("/q/metrics")).build());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static boolean completed(CallbackReceiver.Callback call) {
        return call.body().findPath("status").asText().equals("completed");
    }

    /// The lines that say the session's name anywhere.
    private static List<JsonNode> aboutTheSession() throws IOException {
        return lines().stream().filter(line -> line.toString().contains(session)).toList();
    }

    /// Every line of the log; one that is no JSON object fails.
    private static List<JsonNode> lines() throws IOException {
        String log = Files.readString(product.data().resolve("logs/workrail.log"));
        // What follows the last line break is being written.
        String whole = log.substring(0, log.lastIndexOf('\n') + 1);
        return whole.lines().map(TelemetryIT::object).toList();
    }

    private static JsonNode object(String line) {
        JsonNode json = ContractsJson.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        assertThat(json.isObject()).as(line).isTrue();
        return json;
    }

    /// `dev.workrail.<role>.…`
    private static String role(JsonNode line) {
        return line.path("logger").asText().split("\\.")[2];
    }

    /// W3C Trace Context: version, trace id, parent id, flags.
    private static String traceOfTheTriggerEvent() throws IOException {
        try (TopicProbe topics = product.topics()) {
            String traceparent =
                    topics.await(
                                    Topics.TRIGGERS,
                                    TriggerEvent.class,
                                    event ->
                                            event instanceof TriggerEvent.Accepted accepted
                                                    && accepted.session().value().equals(session))
                            .envelope()
                            .traceparent();
            String trace = Objects.requireNonNull(traceparent, "traceparent").split("-")[1];
            assertThat(trace).matches("[0-9a-f]{32}");
            return trace;
        }
    }
}
