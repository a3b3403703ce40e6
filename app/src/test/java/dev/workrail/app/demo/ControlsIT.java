package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What people ask of sessions through the API, and what comes of it.
class ControlsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String STEP =
            """
            {"text":"Next.","calls":[{"tool":"complete_step","arguments":{"notes":\
            "Done what the step asked for, and looked at it once more to be sure."}}]}\
            """;
    private static final String WORKS =
            """
            {"text":"I work.","calls":[{"tool":"Bash","arguments":{"command":"sleep %d"}}]}\
            """;

    @TempDir static Path folder;
    private static Product product;

    /// What a kill switch covers.
    enum Reach {
        SESSION,
        TRIGGER,
        WORKSPACE,
        ORG,
        EVERYTHING
    }

    @BeforeAll
    static void start() throws Exception {
        product = Product.start(folder, Map.of());
        product.transcript("quick", transcript(WORKS.formatted(2), STEP, STEP));
        product.transcript("slow", transcript(WORKS.formatted(120), STEP, STEP));
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void shouldGiveTheModelWhatAPersonSaidInItsNextTurn() throws Exception {
        // given
        Tenant acme = tenant("steered", "quick");
        String session = acme.session("issues");
        acme.awaitEvent(session, "tool_call_started");

        // when
        acme.post("/sessions/" + session + "/steer", Map.of("text", "Mind the empty name."));
        acme.awaitOver(session);

        // then
        List<JsonNode> events = acme.events(session);
        List<String> kinds = events.stream().map(ControlsIT::kind).toList();
        int said = kinds.indexOf("steered");
        assertThat(events.get(said).toString()).contains("Mind the empty name.");
        int next = said + kinds.subList(said, kinds.size()).indexOf("llm_turn_started");
        int first = kinds.indexOf("llm_turn_started");
        assertThat(messages(events.get(next)) - messages(events.get(first)))
                .as("its own answer, the tool's, and what the person said")
                .isEqualTo(3);
    }

    @Test
    void shouldEndACancelledSessionInGoodOrderWhetherItRunsOrWaits() throws Exception {
        // given
        Tenant acme = tenant("cancelled", "quick");
        String running = acme.session("issues");
        acme.awaitEvent(running, "tool_call_started");
        String waiting = acme.session("issues");
        awaitQueued(acme, waiting);

        // when
        acme.post("/sessions/" + waiting + "/cancel", Map.of("reason", "not now"));
        acme.post("/sessions/" + running + "/cancel", Map.of("reason", "no longer wanted"));

        // then
        assertThat(acme.awaitOver(running).at("/ending/outcome").asText()).isEqualTo("cancelled");
        JsonNode never = acme.awaitOver(waiting);
        assertThat(never.at("/ending/outcome").asText()).isEqualTo("cancelled");
        assertThat(never.at("/ending/detail").asText()).contains("not now");
        assertThat(never.at("/run/epoch").asLong()).isZero();
    }

    @Test
    void shouldRunTheWorkOfAnEndedSessionAgainAndOfNoOther() throws Exception {
        // given one that runs and is not to be run again
        Tenant acme = tenant("retried", "quick");
        String session = acme.session("issues");
        acme.awaitEvent(session, "tool_call_started");
        assertThat(acme.post("/sessions/" + session + "/retry", "{}", "early").statusCode())
                .isEqualTo(409);
        acme.post("/sessions/" + session + "/cancel", Map.of("reason", "the model was away"));
        acme.awaitOver(session);

        // when, twice under one name
        JsonNode retried = retry(acme, session);
        JsonNode repeated = retry(acme, session);

        // then
        assertThat(repeated).isEqualTo(retried);
        String again = retried.path("session").asText();
        JsonNode view = acme.awaitOver(again);
        assertThat(view.at("/ending/outcome").asText()).isEqualTo("success");
        assertThat(view.at("/work/goal")).isEqualTo(acme.view(session).at("/work/goal"));
        assertThat(acme.get("/sessions").path("items"))
                .extracting(one -> one.path("session").asText())
                .containsExactlyInAnyOrder(session, again);
    }

    private static JsonNode retry(Tenant tenant, String session) throws Exception {
        String body = "{\"reason\":\"the model is back\"}";
        return ContractsJson.read(
                tenant.post("/sessions/" + session + "/retry", body, "again")
                        .body()
                        .getBytes(StandardCharsets.UTF_8),
                JsonNode.class);
    }

    @Test
    void shouldShowWhatRunsWhyTheNextWaitsAndWhatTheHourBrought() throws Exception {
        // given
        Tenant acme = tenant("watched", "slow");
        String running = acme.session("issues");
        acme.awaitEvent(running, "tool_call_started");
        String waiting = acme.session("issues");
        awaitQueued(acme, waiting);

        // then
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(acme.view(running).path("status").asText()).isEqualTo("tool"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    JsonNode entry = acme.get("/queue?state=queued").at("/items/0");
                    assertThat(entry.path("session").asText()).isEqualTo(waiting);
                    assertThat(entry.path("position").asInt()).isEqualTo(1);
                    assertThat(entry.path("limit").toString()).contains("serial", running);
                });
        JsonNode entry = acme.get("/queue/" + waiting);
        assertThat(entry.path("state").asText()).isEqualTo("queued");
        assertThat(entry.at("/limit/limit").asText()).isEqualTo("serial");
        assertThat(entry.at("/limit/holders/0").asText()).isEqualTo(running);
        assertThat(acme.get("/queue/" + running).path("state").asText()).isEqualTo("running");
        JsonNode held = acme.get("/queue").at("/limits/0");
        assertThat(held.path("limit").asText()).isEqualTo("serial");
        assertThat(held.path("scope").asText()).isEqualTo("watched/issues");
        assertThat(held.path("waiting").asInt()).isEqualTo(1);
        // A worker names what it runs with its next heartbeat.
        await().atMost(PATIENCE).untilAsserted(() -> assertFleetHolds(running));
        assertThat(acme.view(waiting).path("status").asText()).isEqualTo("waiting");
        assertThat(acme.view(waiting).path("waiting").toString()).contains("serial");

        // when
        kill(acme, Reach.SESSION, waiting, false);
        acme.awaitOver(waiting);
        kill(acme, Reach.SESSION, running, false);
        acme.awaitOver(running);

        // then
        for (String unit : List.of("hour", "day")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        JsonNode points = acme.get("/statistics?unit=" + unit).path("points");
                        assertThat(sum(points, "/accepted")).isEqualTo(2);
                        assertThat(sum(points, "/outcomes/killed")).isEqualTo(2);
                        JsonNode of = acme.get("/statistics?trigger=issues&unit=" + unit);
                        assertThat(sum(of.path("points"), "/outcomes/killed")).isEqualTo(2);
                        JsonNode by = acme.get("/statistics?by=trigger&unit=" + unit);
                        assertThat(by.at("/groups/0/key").asText()).isEqualTo("issues");
                        assertThat(by.at("/groups/0/total/outcomes/killed").asInt()).isEqualTo(2);
                    });
        }
        assertThat(acme.get("/statistics?trigger=other").path("points")).isEmpty();
        assertThat(acme.owner().exists(acme.path() + "/queue/" + running)).isFalse();
    }

    /// Every worker with its slots, its version and the age of its heartbeat; one holds the
    /// session.
    private static void assertFleetHolds(String session) throws Exception {
        JsonNode fleet = product.operator().get("/fleet");
        assertThat(fleet.path("slots").asInt()).isPositive();
        assertThat(fleet.path("leased").asInt()).isPositive();
        assertThat(fleet.path("versions").size()).isEqualTo(1);
        assertThat(fleet.path("workers"))
                .allSatisfy(worker -> {
                    assertThat(worker.path("version").asText()).isNotEmpty();
                    assertThat(worker.path("heartbeatAgeMs").asLong()).isBetween(0L, 60_000L);
                    assertThat(worker.path("slots").asInt()).isPositive();
                })
                .anySatisfy(worker ->
                        assertThat(worker.path("leases").toString())
                                .contains("\"session\":\"" + session + "\"", "\"epoch\":"));
    }

    @ParameterizedTest
    @EnumSource(Reach.class)
    void shouldKillWhatTheSwitchCoversAndLetNewWorkGoOnceItIsLifted(Reach reach) throws Exception {
        // given
        boolean keep = reach.ordinal() % 2 == 0;
        Tenant acme = tenant("killed-" + reach.name().toLowerCase(java.util.Locale.ROOT), "slow");
        String running = acme.session("issues");
        acme.awaitEvent(running, "tool_call_started");
        String waiting = acme.session("issues");
        awaitQueued(acme, waiting);
        assertThat(worktree(running)).isTrue();

        // when
        kill(acme, reach, running, keep);

        // then who did it and what became of the files is told
        assertKilled(acme.awaitOver(running), keep);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(worktree(running)).isEqualTo(keep));
        if (reach == Reach.SESSION) {
            // what is not covered goes on
            acme.awaitEvent(waiting, "tool_call_started");
            kill(acme, reach, waiting, keep);
        }
        assertKilled(acme.awaitOver(waiting), keep);

        if (reach != Reach.SESSION) {
            // and nothing new begins until it is lifted
            String held = acme.session("issues");
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(acme.get("/dead-letters?code=killed").path("items"))
                                    .hasSize(1));
            assertThat(acme.owner().exists(acme.path() + "/sessions/" + held)).isFalse();
            lift(acme, reach);
        }
        acme.trigger("after", trigger("quick"));
        String later = awaitAccepted(acme, "after");
        assertThat(acme.awaitOver(later).at("/ending/outcome").asText()).isEqualTo("success");
    }

    /// A lift is on the log before it is in force, and a webhook between the two is still refused:
    /// so a next one follows until one becomes a session.
    private static String awaitAccepted(Tenant tenant, String trigger) throws Exception {
        List<String> fired = new ArrayList<>(List.of(tenant.session(trigger)));
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .until(
                        () -> {
                            for (String session : fired) {
                                if (tenant.owner().exists(tenant.path() + "/sessions/" + session)) {
                                    return session;
                                }
                            }
                            fired.add(tenant.session(trigger));
                            return "";
                        },
                        session -> !session.isEmpty());
    }

    private static int sum(JsonNode points, String pointer) {
        int sum = 0;
        for (JsonNode point : points) {
            sum += point.at(pointer).asInt();
        }
        return sum;
    }

    private static void awaitQueued(Tenant tenant, String session) {
        await().atMost(PATIENCE)
                .until(() -> tenant.get("/queue?state=queued").toString().contains(session));
    }

    private static void assertKilled(JsonNode view, boolean keep) {
        assertThat(view.path("status").asText()).isEqualTo("aborted");
        assertThat(view.at("/ending/outcome").asText()).isEqualTo("killed");
        assertThat(view.at("/ending/detail").asText()).contains("enough of it");
        assertThat(view.at("/ending/by").asText()).isNotEmpty();
        assertThat(view.at("/ending/worktree").asText()).isEqualTo(keep ? "kept" : "removed");
    }

    private static void kill(Tenant tenant, Reach reach, String session, boolean keep)
            throws IOException, InterruptedException {
        Map<String, Object> how = Map.of("reason", "enough of it", "keepWorktree", keep);
        switch (reach) {
            case SESSION -> tenant.post("/sessions/" + session + "/kill", how);
            case TRIGGER -> tenant.post("/kill", with(how, "trigger", "issues"));
            case WORKSPACE -> tenant.post("/kill", with(how, "workspace", "greeter"));
            case ORG -> tenant.post("/kill", how);
            case EVERYTHING -> product.operator().post("/kill", how);
        }
    }

    private static void lift(Tenant tenant, Reach reach) throws IOException, InterruptedException {
        Map<String, Object> why = Map.of("reason", "it is over");
        switch (reach) {
            case SESSION -> {}
            case TRIGGER -> tenant.post("/lift", with(why, "trigger", "issues"));
            case WORKSPACE -> tenant.post("/lift", with(why, "workspace", "greeter"));
            case ORG -> tenant.post("/lift", why);
            case EVERYTHING -> product.operator().post("/lift", why);
        }
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, String value) {
        Map<String, Object> more = new java.util.HashMap<>(body);
        more.put(name, value);
        return more;
    }

    /// Whether the session's files are still on the worker's disk.
    private static boolean worktree(String session) throws IOException {
        Path sessions = product.data().resolve("worker/sessions");
        if (Files.notExists(sessions)) {
            return false;
        }
        try (Stream<Path> files = Files.list(sessions)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(session));
        }
    }

    private static Tenant tenant(String org, String transcript) throws Exception {
        Tenant tenant = product.tenant(org);
        tenant.put("/workspaces/greeter", Map.of("repositoryUrl", product.repository().url()));
        tenant.trigger("issues", trigger(transcript));
        return tenant;
    }

    private static Map<String, Object> trigger(String transcript) {
        return Map.of(
                "workspace", "greeter",
                "concurrency", "serial",
                "agent", Map.of("transcript", transcript));
    }

    private static String transcript(String... turns) {
        return "{\"version\":1,\"turns\":[" + String.join(",", turns) + "]}";
    }

    private static String kind(JsonNode event) {
        return event.path("kind").asText(event.at("/data/kind").asText());
    }

    private static int messages(JsonNode event) {
        return event.findPath("messages").asInt();
    }
}
