package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.client.ApiException;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Policies and limits as they are set over the API, and what they do to what runs.
class PolicyIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String WORKS =
            """
            {"version":1,"turns":[{"text":"I work.","calls":[\
            {"tool":"Bash","arguments":{"command":"sleep 120"}}]}]}\
            """;

    @TempDir static Path folder;
    private static Product product;

    @BeforeAll
    static void start() throws Exception {
        product = Product.start(folder, Map.of());
        product.transcript("slow", WORKS);
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void shouldProveAChangeOnlyOnceEveryGateOfEveryPolicyWasPassed() throws Exception {
        // given a policy on every level
        Tenant acme = product.tenant("careful");
        acme.put(
                "/workspaces/greeter",
                Map.of(
                        "repositoryUrl",
                        product.repository().url(),
                        "testCommand",
                        "bash test/run.sh"));
        acme.trigger(
                "issues",
                Map.of(
                        "workflow",
                        "wr.quick-task",
                        "workspace",
                        "greeter",
                        "agent",
                        Map.of("transcript", "fix-greeting", "modelTier", "heavy")));
        policy(acme, "", "human_approval");
        policy(acme, "/workspaces/greeter", "ci");
        policy(acme, "/triggers/issues", "security_audit");
        policy(acme, "/tiers/heavy", "architecture_audit");
        policy(acme, "/tiers/mid", "production_audit");

        // when
        JsonNode over = acme.awaitOver(acme.session("issues"));
        String commit = over.at("/commit/change/commit").asText();

        // then
        assertThat(over.at("/ending/outcome").asText()).as(over.toString()).isEqualTo("success");
        JsonNode failed = awaitProof(acme, commit, proof -> passed(proof).contains("unit_tests"));
        assertThat(failed.path("verdict").asText()).isEqualTo("failed");
        assertThat(missing(failed))
                .containsExactlyInAnyOrder(
                        "review", "human_approval", "ci", "security_audit", "architecture_audit");
        assertThat(failed.at("/policy/added").findValuesAsText("level"))
                .containsExactly("org", "workspace", "trigger", "tier");
        assertThat(failed.at("/policy/added/1/of").asText()).isEqualTo("greeter");

        // when all but one are said to have passed
        for (String gate : List.of("review", "ci", "security_audit", "architecture_audit")) {
            verify(acme, commit, gate, true);
        }

        // then
        JsonNode nearly = awaitProof(acme, commit, proof -> missing(proof).size() == 1);
        assertThat(nearly.path("verdict").asText()).isEqualTo("failed");
        assertThat(missing(nearly)).containsExactly("human_approval");

        // when a person refuses it, and then is content
        verify(acme, commit, "human_approval", false);
        awaitProof(acme, commit, proof -> missing(proof).isEmpty());
        verify(acme, commit, "human_approval", true);

        // then
        JsonNode proven =
                awaitProof(acme, commit, proof -> proof.path("verdict").asText().equals("passed"));
        JsonNode predicate = signed(acme, commit).at("/predicate");
        assertThat(predicate.path("verificationResult").asText()).isEqualTo("PASSED");
        assertThat(predicate.at("/workrail/policy")).isEqualTo(proven.path("policy"));
        assertThat(proven.path("policyDigest").asText())
                .isEqualTo("sha256:" + predicate.at("/policy/digest/sha256").asText())
                .isEqualTo("sha256:" + sha256(predicate.at("/workrail/policy").toString()));
    }

    @Test
    void shouldHoldWhatALimitOfAnyLevelSaysAndNameIt() throws Exception {
        // given room for one session: of a workspace, of a trigger, of a tier in a workspace, of a
        // tier in the org
        Tenant acme = product.tenant("limited");
        String repository = product.repository().url();
        acme.put(
                "/workspaces/narrow",
                Map.of("repositoryUrl", repository, "limits", Map.of("maxSessions", 1)));
        acme.put("/workspaces/wide", Map.of("repositoryUrl", repository));
        acme.put(
                "/workspaces/tiered",
                Map.of("repositoryUrl", repository, "limits", Map.of("tiers", Map.of("mid", 1))));
        acme.put("", Map.of("name", "Limited", "limits", Map.of("tiers", Map.of("heavy", 1))));
        parallel(acme, "in-workspace", "narrow", Map.of(), Map.of());
        parallel(acme, "in-trigger", "wide", Map.of("maxSessions", 1), Map.of());
        parallel(acme, "in-tier", "tiered", Map.of(), Map.of("modelTier", "mid"));
        parallel(acme, "in-org-tier", "wide", Map.of(), Map.of("modelTier", "heavy"));
        Map<String, String> scopes =
                Map.of(
                        "in-workspace", "workspace limited/narrow",
                        "in-trigger", "trigger limited/in-trigger",
                        "in-tier", "tier mid",
                        "in-org-tier", "tier heavy");

        for (Map.Entry<String, String> scope : scopes.entrySet()) {
            // when
            String first = acme.session(scope.getKey());
            acme.awaitEvent(first, "tool_call_started");
            String second = acme.session(scope.getKey());

            // then
            JsonNode waits =
                    await("the limit that holds " + scope.getKey())
                            .atMost(PATIENCE)
                            .ignoreExceptions()
                            .until(
                                    () -> acme.view(second).at("/waiting/limit"),
                                    JsonNode::isObject);
            assertThat(waits.path("limit").asText() + " " + waits.path("scope").asText())
                    .isEqualTo(scope.getValue());
            assertThat(waits.path("holders").toString()).contains(first);
            assertThat(acme.get("/queue?state=queued").toString())
                    .contains(scope.getValue().split(" ")[1]);

            acme.post("/sessions/" + second + "/kill", Map.of());
            acme.post("/sessions/" + first + "/kill", Map.of());
            acme.awaitOver(second);
            acme.awaitOver(first);
        }
    }

    @Test
    void shouldTakeVerificationsOfOnesOwnCommitsAlone() throws Exception {
        // given
        Tenant stranger = product.tenant("stranger");

        // then
        assertThatThrownBy(() -> verify(stranger, "c".repeat(40), "human_approval", true))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(404));
        assertThatThrownBy(() -> verify(stranger, "c".repeat(40), "unit_tests", true))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    private static void parallel(
            Tenant tenant,
            String id,
            String workspace,
            Map<String, Object> more,
            Map<String, Object> agent)
            throws IOException, InterruptedException {
        Map<String, Object> settings = new java.util.HashMap<>(agent);
        settings.put("transcript", "slow");
        Map<String, Object> trigger = new java.util.HashMap<>(more);
        trigger.putAll(
                Map.of("workspace", workspace, "concurrency", "parallel", "agent", settings));
        tenant.trigger(id, trigger);
    }

    private static void policy(Tenant tenant, String of, String gate)
            throws IOException, InterruptedException {
        tenant.put(of + "/policy", Map.of("requiredGates", List.of("unit_tests", "review", gate)));
    }

    private static void verify(Tenant tenant, String commit, String gate, boolean passed)
            throws IOException, InterruptedException {
        tenant.post(
                "/proofs/" + commit + "/verifications",
                Map.of("gate", gate, "passed", passed, "summary", "looked at it"));
    }

    private static JsonNode awaitProof(
            Tenant tenant, String commit, java.util.function.Predicate<JsonNode> as) {
        return await("the proof record of " + commit)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> tenant.get("/proofs/" + commit), as);
    }

    private static List<String> missing(JsonNode proof) {
        return gates(proof, "missing");
    }

    private static List<String> passed(JsonNode proof) {
        return gates(proof, "passed");
    }

    private static List<String> gates(JsonNode proof, String verdict) {
        List<String> gates = new ArrayList<>();
        proof.path("gates")
                .forEach(gate -> {
                    if (gate.path("verdict").asText().equals(verdict)) {
                        gates.add(gate.path("gate").asText());
                    }
                });
        return gates;
    }

    private static JsonNode signed(Tenant tenant, String commit)
            throws IOException, InterruptedException {
        String payload = tenant.get("/proofs/" + commit + "/envelope").path("payload").asText();
        return ContractsJson.read(Base64.getDecoder().decode(payload), JsonNode.class);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
