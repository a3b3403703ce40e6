package dev.workrail.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What comes in is told with what became of it, and can happen again.
class ReceivedEventsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String STEP =
            """
            {"text":"Next.","calls":[{"tool":"complete_step","arguments":{"notes":\
            "Done what the step asked for, and looked at it once more to be sure."}}]}\
            """;

    @TempDir static Path folder;
    private static Product product;

    @BeforeAll
    static void start() throws Exception {
        product = Product.start(folder, Map.of());
        product.transcript(
                "quick", "{\"version\":1,\"turns\":[" + String.join(",", STEP, STEP) + "]}");
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void shouldTellWhyAWebhookDidNothing() throws Exception {
        // given
        Tenant acme = product.tenant("asks");
        acme.trigger("issues", trigger());
        acme.trigger("picky", picky());
        Instant at = Instant.now();

        // when one is work, one is the same again, one is not for the trigger, one is not signed
        String session = Tenant.sessionOf(deliver(acme, "once", at));
        acme.awaitOver(session);
        deliver(acme, "twice", at);
        String skipped = acme.fire("picky").body();
        int refused = acme.signedWith("another secret, also long enough", "issues").statusCode();

        // then
        assertThat(skipped).contains("skipped");
        assertThat(refused).isEqualTo(401);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(acme.get("/trigger-events").path("items"))
                                .extracting(
                                        event -> event.path("trigger").asText(),
                                        event -> event.path("verdict").asText(),
                                        event -> event.path("reason").asText(""),
                                        event -> event.path("session").asText(""))
                                .containsExactlyInAnyOrder(
                                        tuple("issues", "queued", "", session),
                                        tuple("issues", "duplicate", "source", session),
                                        tuple("picky", "skipped", "condition", ""),
                                        tuple("issues", "rejected", "unauthorized", "")));
        JsonNode why = acme.get("/trigger-events?verdict=skipped").at("/items/0");
        assertThat(why.at("/condition/pointer").asText()).isEqualTo("/dispatchConditions/0");
        assertThat(why.at("/condition/expected").asText()).contains("'labeled' at $.action");
        assertThat(why.at("/condition/found").asText()).isEqualTo("\"opened\"");
        assertThat(why.path("detail").asText())
                .isEqualTo("dispatchCondition on $.action does not hold");
        assertThat(acme.get("/trigger-events?reason=unauthorized").at("/items/0/detail").asText())
                .contains("X-Hub-Signature-256");
        assertThat(acme.get("/trigger-events?goal=Resolve&provider=github").path("items"))
                .hasSize(2);
        assertThat(acme.get("/trigger-events?goal=nowhere").path("items")).isEmpty();
        assertThat(acme.get("/triggers/picky/events").path("items")).hasSize(1);
        assertThat(acme.get("/trigger-events/count?trigger=issues").toString())
                .isEqualTo("{\"matching\":3,\"replayable\":2}");
    }

    @Test
    void shouldLetOneEventHappenAgainAndSayWhatItReplays() throws Exception {
        // given
        Tenant acme = product.tenant("again");
        acme.trigger("issues", trigger());
        HttpResponse<String> answer = acme.fire("issues");
        String event = Tenant.eventOf(answer);
        acme.awaitOver(Tenant.sessionOf(answer));

        // when
        JsonNode replayed =
                acme.post("/trigger-events/" + event + "/replay", Map.of("reason", "look again"));

        // then it is not taken for a duplicate
        String session = replayed.path("session").asText();
        assertThat(acme.awaitOver(session).at("/ending/outcome").asText()).isEqualTo("success");
        JsonNode detail = acme.get("/trigger-events/" + event);
        assertThat(detail.at("/event/id").asText()).isEqualTo(event);
        assertThat(detail.path("replays"))
                .singleElement()
                .satisfies(replay -> {
                    assertThat(replay.path("id")).isEqualTo(replayed.path("replay"));
                    assertThat(replay.path("replayOf").asText()).isEqualTo(event);
                    assertThat(replay.path("session").asText()).isEqualTo(session);
                });
        assertThat(acme.get("/audit?action=trigger_event.replay").at("/items/0/reason").asText())
                .isEqualTo("look again");

        // and nobody else can
        Tenant other = product.tenant("stranger");
        assertThat(other.post("/trigger-events/" + event + "/replay", "{}", "k").statusCode())
                .isEqualTo(404);
        assertThat(other.owner().exists(other.path() + "/trigger-events/" + event)).isFalse();
    }

    @Test
    void shouldLetAllThatAFilterMeansHappenAgainOnceTheirCountIsKnown() throws Exception {
        // given three that a kill switch refused
        Tenant acme = product.tenant("many");
        acme.trigger("issues", trigger());
        acme.post("/kill", Map.of("trigger", "issues", "reason", "a loop"));
        await().atMost(PATIENCE).until(() -> verdict(acme, fired(acme)).equals("refused"));
        for (int i = 0; i < 2; i++) {
            assertThat(verdict(acme, fired(acme))).isEqualTo("refused");
        }
        acme.post("/lift", Map.of("trigger", "issues"));
        await().atMost(PATIENCE).until(() -> verdict(acme, fired(acme)).equals("queued"));
        Map<String, Object> filter =
                Map.of("trigger", "issues", "verdict", "refused", "reason", "killed");

        // when they are counted
        JsonNode dry =
                acme.post("/trigger-events/replay", Map.of("dryRun", true, "filter", filter));

        // then nothing is done, nor for another count
        int count = dry.path("count").asInt();
        assertThat(count).isGreaterThanOrEqualTo(3);
        assertThat(replay(acme, filter, count + 1, "wrong").statusCode()).isEqualTo(409);
        assertThat(replays(acme)).isEmpty();

        // when it is done, and done again under the same name
        HttpResponse<String> done = replay(acme, filter, count, "right");
        HttpResponse<String> repeated = replay(acme, filter, count, "right");

        // then each is one session
        assertThat(done.statusCode()).as(done.body()).isEqualTo(202);
        assertThat(json(repeated)).isEqualTo(json(done));
        assertThat(json(done).path("items")).hasSize(count);
        for (JsonNode one : json(done).path("items")) {
            JsonNode session = acme.awaitOver(one.path("session").asText());
            assertThat(session.at("/ending/outcome").asText()).isEqualTo("success");
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(replays(acme)).hasSize(count));
        assertThat(acme.get("/audit?action=trigger_event.replay").path("items"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.at("/after/count").asInt()).isEqualTo(count));
    }

    private static String fired(Tenant tenant) throws Exception {
        return Tenant.eventOf(tenant.fire("issues"));
    }

    /// What became of an event, once it is known.
    private static String verdict(Tenant tenant, String event) {
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () ->
                                tenant.get("/trigger-events/" + event)
                                        .at("/event/verdict")
                                        .asText(""),
                        verdict -> !verdict.isEmpty());
    }

    private static HttpResponse<String> replay(
            Tenant tenant, Map<String, Object> filter, int expected, String key) throws Exception {
        String body =
                new String(
                        ContractsJson.write(Map.of("filter", filter, "expected", expected)), UTF_8);
        return tenant.post("/trigger-events/replay", body, key);
    }

    private static List<JsonNode> replays(Tenant tenant) throws Exception {
        List<JsonNode> replays = new ArrayList<>();
        for (JsonNode event : tenant.get("/trigger-events?limit=200").path("items")) {
            if (event.hasNonNull("replayOf")) {
                replays.add(event);
            }
        }
        return replays;
    }

    /// The same work, delivered under another id.
    private static HttpResponse<String> deliver(Tenant tenant, String delivery, Instant at)
            throws Exception {
        return tenant.owner().send(tenant.issue("issues", delivery, 4711, at));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return ContractsJson.read(answer.body().getBytes(UTF_8), JsonNode.class);
    }

    private static Map<String, Object> trigger() {
        return Map.of(
                "branchStrategy",
                "none",
                "concurrency",
                "parallel",
                "agent",
                Map.of("transcript", "quick"));
    }

    private static Map<String, Object> picky() {
        Map<String, Object> picky = new HashMap<>(trigger());
        picky.put(
                "dispatchConditions",
                List.of(Map.of("payloadPath", "$.action", "equals", "labeled")));
        return picky;
    }
}
