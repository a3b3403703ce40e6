package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An org or a trigger is paused, the whole product starts again, and it is resumed.
class PauseIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String STEP =
            """
            {"text":"Next.","calls":[{"tool":"complete_step","arguments":{"notes":\
            "Done what the step asked for, and looked at it once more to be sure."}}]}\
            """;
    private static final String WORKS =
            """
            {"text":"I work.","calls":[{"tool":"Bash","arguments":{"command":"sleep 4"}}]}\
            """;

    @TempDir Path folder;
    private Product product;

    /// What is paused.
    enum Paused {
        ORG(""),
        TRIGGER("/triggers/issues");

        private final String path;

        Paused(String path) {
            this.path = path;
        }

        /// What an answer that shows it says of it.
        JsonNode shown(Tenant tenant) throws Exception {
            return tenant.get(path).path("pause");
        }
    }

    @BeforeEach
    void start() throws Exception {
        product = Product.start(folder, Map.of());
        product.transcript(
                "quick", "{\"version\":1,\"turns\":[" + String.join(",", WORKS, STEP, STEP) + "]}");
    }

    @AfterEach
    void stop() {
        product.close();
    }

    @ParameterizedTest
    @EnumSource(Paused.class)
    void shouldLoseNothingAndStartNothingUntilItIsResumed(Paused what) throws Exception {
        // given one that runs
        Tenant acme = product.tenant("acme");
        acme.put("/workspaces/greeter", Map.of("repositoryUrl", product.repository().url()));
        acme.trigger(
                "issues",
                Map.of(
                        "workspace",
                        "greeter",
                        "concurrency",
                        "serial",
                        "maxQueueDepth",
                        1,
                        "agent",
                        Map.of("transcript", "quick")));
        String running = acme.session("issues");
        acme.awaitEvent(running, "tool_call_started");

        // when
        acme.post(what.path + "/pause", Map.of("reason", "the release is being cut"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(what.shown(acme).hasNonNull("by")).isTrue());

        // then more than its queue holds is accepted, and says what it waits for
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            kept.add(accepted(acme));
        }
        assertThat(acme.awaitOver(running).at("/ending/outcome").asText()).isEqualTo("success");
        for (String session : kept) {
            awaitPaused(acme, session, what);
        }
        assertThat(acme.get("/audit?action=" + action(what, "pause")).path("items"))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.path("reason").asText())
                                .isEqualTo("the release is being cut"));

        // when everything starts again
        product.close();
        product.startAgain();
        Tenant again = acme.at(product.operator());

        // then
        kept.add(accepted(again));
        for (String session : kept) {
            awaitPaused(again, session, what);
            assertThat(again.view(session).at("/run/epoch").asLong()).isZero();
        }
        assertThat(what.shown(again).path("reason").asText()).isEqualTo("the release is being cut");

        // when
        again.post(what.path + "/resume", Map.of("reason", "released"));

        // then
        for (String session : kept) {
            assertThat(again.awaitOver(session).at("/ending/outcome").asText())
                    .isEqualTo("success");
        }
        assertThat(what.shown(again).hasNonNull("by")).isFalse();
        assertThat(again.get("/audit?action=" + action(what, "resume")).path("items")).hasSize(1);
    }

    /// The pause is in force once it is shown, but ingest hears of it a moment later.
    private static String accepted(Tenant tenant) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            var answer = tenant.fire("issues");
                            return answer.statusCode() == 202 ? Tenant.sessionOf(answer) : "";
                        },
                        session -> !session.isEmpty());
    }

    private static void awaitPaused(Tenant tenant, String session, Paused what) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    JsonNode limit = entry(tenant, session).path("limit");
                    assertThat(limit.path("limit").asText()).isEqualTo("paused");
                    assertThat(limit.path("scope").asText())
                            .isEqualTo(what == Paused.ORG ? "acme" : "acme/issues");
                    assertThat(limit.path("by").asText()).isNotEmpty();
                    assertThat(limit.path("reason").asText()).isEqualTo("the release is being cut");
                    assertThat(limit.path("since").asText()).isNotEmpty();
                });
    }

    private static JsonNode entry(Tenant tenant, String session) throws Exception {
        for (JsonNode item : tenant.get("/queue?state=queued").path("items")) {
            if (item.path("session").asText().equals(session)) {
                return item;
            }
        }
        throw new AssertionError(session + " does not wait");
    }

    private static String action(Paused what, String verb) {
        return what.name().toLowerCase(java.util.Locale.ROOT) + "." + verb;
    }
}
