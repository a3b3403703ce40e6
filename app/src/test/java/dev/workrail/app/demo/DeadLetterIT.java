package dev.workrail.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.client.ApiException;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A callback that its receiver will not take: given up, counted, replayed by a person, taken.
class DeadLetterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 2;
    private static final String EXHAUSTED =
            "/dead-letters%s?topic=" + Topics.DELIVERIES.name() + "&code=attempts_exhausted";

    @TempDir static Path folder;
    private static Product product;

    @BeforeAll
    static void start() throws Exception {
        product =
                Product.start(
                        folder,
                        Map.of(
                                "WORKRAIL_DELIVERY_MAX_ATTEMPTS",
                                Integer.toString(ATTEMPTS),
                                "WORKRAIL_DELIVERY_FIRST_RETRY",
                                "1s"));
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 503})
    void shouldDeliverOnceUnderTheSameIdWhatWasGivenUpAndThenReplayed(int refusal)
            throws Exception {
        try (StubbornReceiver receiver = StubbornReceiver.answering(refusal)) {
            // given
            Tenant acme = tenant("refused-" + refusal, receiver);
            String session = acme.session("issues");
            assertThat(acme.awaitOver(session).at("/ending/outcome").asText()).isEqualTo("success");

            // then the last status is given up, with its cause
            String delivery = awaitLetterOf(acme, session, "completed");
            JsonNode letter = acme.get("/dead-letters/" + delivery);
            assertThat(letter.path("state").asText()).isEqualTo("open");
            assertThat(letter.path("cause").asText()).contains("HTTP " + refusal);
            assertThat(letter.path("attempts").asInt()).isEqualTo(ATTEMPTS);
            assertThat(receiver.attempts(delivery)).hasSize(ATTEMPTS);

            // and every attempt is told
            assertThat(state(acme, delivery)).isEqualTo("failed");
            eventually(() ->
                    assertThat(acme.get("/deliveries/" + delivery).path("attempts"))
                            .hasSize(ATTEMPTS)
                            .allSatisfy(attempt ->
                                    assertThat(attempt.path("cause").asText())
                                            .contains("HTTP " + refusal)));
            String failed = "/deliveries?state=failed&status=completed&session=" + session;
            assertThat(acme.get(failed).path("items")).hasSize(1);

            // and what a replay would mean can be counted first
            assertThat(acme.get(EXHAUSTED.formatted("/count")).path("count").asInt())
                    .isEqualTo(letters(acme).size());

            // when
            receiver.answer(200);
            JsonNode answer =
                    acme.post(
                            "/dead-letters/" + delivery + "/replay",
                            Map.of("reason", "the receiver is mended"));

            // then
            assertThat(answer.path("state").asText()).isEqualTo("replayed");
            eventually(() ->
                    assertThat(receiver.attempts(delivery))
                            .filteredOn(StubbornReceiver.Attempt::taken)
                            .hasSize(1));
            assertSameCallback(receiver.attempts(delivery));
            assertReplayed(acme, delivery);
            eventually(() ->
                    assertThat(delivered(acme, session))
                            .anyMatch(event -> event.contains(delivery)));
            assertThat(receiver.attempts(delivery)).as("once").hasSize(ATTEMPTS + 1);
            eventually(() -> assertThat(state(acme, delivery)).isEqualTo("delivered"));
            eventually(() ->
                    assertThat(acme.get("/deliveries/" + delivery).path("attempts"))
                            .last()
                            .satisfies(attempt ->
                                    assertThat(attempt.path("outcome").asText())
                                            .isEqualTo("delivered")));
        }
    }

    @Test
    void shouldReplayAllThatAFilterMeansOnceTheirCountIsKnown() throws Exception {
        try (StubbornReceiver receiver = StubbornReceiver.answering(400)) {
            // given
            Tenant acme = tenant("bulk", receiver);
            String session = acme.session("issues");
            acme.awaitOver(session);
            awaitLetterOf(acme, session, "completed");
            List<String> open = letters(acme).stream().map(one -> one.path("id").asText()).toList();
            Map<String, Object> filter = Map.of("topic", Topics.DELIVERIES.name());
            receiver.answer(200);

            // when
            JsonNode dry =
                    acme.post("/dead-letters/replay", Map.of("dryRun", true, "filter", filter));
            Object wrong = Map.of("expected", open.size() + 1, "filter", filter);

            // then the count is told, and another one does nothing
            assertThat(dry.path("count").asInt()).isEqualTo(open.size());
            assertThatThrownBy(() -> acme.post("/dead-letters/replay", wrong))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("not " + (open.size() + 1));
            assertThat(letters(acme))
                    .allSatisfy(one -> assertThat(one.path("state").asText()).isEqualTo("open"));

            // when
            JsonNode done =
                    acme.post(
                            "/dead-letters/replay",
                            Map.of("expected", open.size(), "filter", filter, "reason", "mended"));

            // then
            assertThat(done.path("items"))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrderElementsOf(open);
            for (String delivery : open) {
                eventually(() -> assertThat(state(acme, delivery)).isEqualTo("delivered"));
            }
            assertThat(acme.get("/audit?action=dead_letter.replay").path("items"))
                    .hasSize(open.size())
                    .allSatisfy(
                            entry -> assertThat(entry.path("reason").asText()).isEqualTo("mended"));
        }
    }

    private static String state(Tenant tenant, String delivery) throws Exception {
        return tenant.get("/deliveries/" + delivery).at("/delivery/state").asText();
    }

    private static void assertSameCallback(List<StubbornReceiver.Attempt> attempts) {
        StubbornReceiver.Attempt first = attempts.getFirst();
        StubbornReceiver.Attempt last = attempts.getLast();
        assertThat(last.taken()).isTrue();
        assertThat(last.body().path("data")).isEqualTo(first.body().path("data"));
        assertThat(last.signature()).startsWith("v1,");
    }

    /// It is shown as decided, by whom, and cannot be decided again.
    private static void assertReplayed(Tenant tenant, String delivery) throws Exception {
        JsonNode letter =
                letters(tenant).stream()
                        .filter(one -> one.path("id").asText().equals(delivery))
                        .findFirst()
                        .orElseThrow();
        assertThat(letter.path("state").asText()).isEqualTo("replayed");
        assertThat(letter.path("decidedBy").asText()).isNotBlank();
        assertThatThrownBy(() -> tenant.post("/dead-letters/" + delivery + "/replay", Map.of()))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("replayed already");
    }

    /// Waits for the letter of the delivery that tells the session's `status`.
    ///
    /// @return its id, which is the delivery's
    private static String awaitLetterOf(Tenant tenant, String session, String status) {
        return await("letter of " + status)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> letterOf(tenant, session, status), Objects::nonNull);
    }

    private static @Nullable String letterOf(Tenant tenant, String session, String status)
            throws Exception {
        for (JsonNode letter : letters(tenant)) {
            String id = letter.path("id").asText();
            String value = tenant.get("/dead-letters/" + id).path("value").asText();
            JsonNode request =
                    ContractsJson.read(Base64.getDecoder().decode(value), JsonNode.class);
            if (request.path("session").asText().equals(session)
                    && request.path("status").asText().equals(status)) {
                return id;
            }
        }
        return null;
    }

    private static List<JsonNode> letters(Tenant tenant) throws Exception {
        List<JsonNode> letters = new ArrayList<>();
        tenant.get(EXHAUSTED.formatted("")).path("items").forEach(letters::add);
        return letters;
    }

    /// The deliveries that the session's log says arrived.
    private static List<String> delivered(Tenant tenant, String session) throws Exception {
        return tenant.events(session).stream()
                .map(JsonNode::toString)
                .filter(event -> event.contains("\"delivered\""))
                .toList();
    }

    private static Tenant tenant(String org, StubbornReceiver receiver) throws Exception {
        Tenant tenant = product.tenant(org);
        String key =
                Base64.getEncoder()
                        .encodeToString("a key of a test, 32 bytes of it.".getBytes(UTF_8));
        tenant.put("/secrets/delivery/callback", Map.of("value", "whsec_" + key));
        tenant.put("/workspaces/greeter", Map.of("repositoryUrl", product.repository().url()));
        tenant.trigger(
                "issues",
                Map.of(
                        "workspace", "greeter",
                        "agent", Map.of("transcript", "trivial"),
                        "deliveries",
                                List.of(
                                        Map.of(
                                                "kind", "callback",
                                                "name", "hook",
                                                "url", receiver.url().toString(),
                                                "secret", "callback"))));
        return tenant;
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(assertion);
    }
}
