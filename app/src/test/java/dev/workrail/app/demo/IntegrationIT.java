package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.testkit.git.HttpsGitRemote;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One integration has the secrets of everything that is done with a system.
class IntegrationIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TOKEN = "tok-9sKq2Lw7";
    private static final String HOOK = "what the host signs with";
    private static final byte[] CALLBACK_KEY = "what callbacks are signed with".getBytes();

    @TempDir Path folder;
    private HttpsGitRemote host;
    private CallbackReceiver receiver;
    private Product product;

    @BeforeEach
    void start() throws Exception {
        DemoRepository repository =
                DemoRepository.in(
                        folder.resolve("host"),
                        "rehearsal/fix-greeting/repo",
                        List.of("README.md", "greet.sh", "lib/greeting.sh", "test/run.sh"));
        host =
                new HttpsGitRemote(
                        Path.of(URI.create(repository.url())),
                        folder.resolve("tls"),
                        "x-access-token:" + TOKEN);
        receiver = CallbackReceiver.start(CALLBACK_KEY);
        product =
                Product.start(
                        folder,
                        Map.of("WORKRAIL_WORKER_GIT_CA_FILE", host.certificate().toString()));
    }

    @AfterEach
    void stop() {
        product.close();
        receiver.close();
        host.close();
    }

    @Test
    void shouldLetATriggerAWorkspaceAndACallbackUseTheSecretsOfOneIntegration() throws Exception {
        // given
        Tenant acme = product.tenant("acme");
        acme.put("/secrets/git/old-token", Map.of("value", "no longer valid"));
        acme.put("/secrets/git/new-token", Map.of("value", TOKEN));
        acme.put("/secrets/ingest/hook", Map.of("value", HOOK));
        acme.put(
                "/secrets/delivery/results",
                Map.of("value", "whsec_" + Base64.getEncoder().encodeToString(CALLBACK_KEY)));
        integration(acme, "old-token");
        acme.put(
                "/workspaces/greeter",
                Map.of(
                        "repositoryUrl",
                        host.url(),
                        "credential",
                        "integration:host",
                        "testCommand",
                        "bash test/run.sh"));
        acme.trigger(
                "issues",
                Map.of(
                        "workflow",
                        "wr.quick-task",
                        "workspace",
                        "greeter",
                        "secrets",
                        List.of("integration:host"),
                        "agent",
                        Map.of("transcript", "fix-greeting"),
                        "deliveries",
                        List.of(
                                Map.of(
                                        "kind",
                                        "callback",
                                        "name",
                                        "results",
                                        "url",
                                        receiver.url().toString(),
                                        "secret",
                                        "integration:host"))));
        JsonNode used = acme.get("/integrations/host").path("usedBy");
        assertThat(used.path("triggers").toString()).isEqualTo("[\"issues\"]");
        assertThat(used.path("workspaces").toString()).isEqualTo("[\"greeter\"]");

        // when the host takes another token from now on, and only the integration is changed
        integration(acme, "new-token");
        var fired = acme.signedWith(HOOK, "issues");

        // then the webhook is taken, the branch is pushed and the callback is signed
        assertThat(fired.statusCode()).as(fired.body()).isEqualTo(202);
        assertThat(acme.fire("issues").statusCode()).as("another secret").isEqualTo(401);
        JsonNode over = acme.awaitOver(Tenant.sessionOf(fired));
        assertThat(over.at("/ending/outcome").asText()).as(over.toString()).isEqualTo("success");
        assertThat(over.at("/commit/pushed").asBoolean()).isTrue();
        assertThat(host.answered()).anyMatch(line -> line.contains("git-receive-pack 200"));
        await("a callback whose signature holds")
                .atMost(PATIENCE)
                .until(() -> !receiver.received().isEmpty());
    }

    private static void integration(Tenant tenant, String token)
            throws IOException, InterruptedException {
        tenant.put(
                "/integrations/host",
                Map.of(
                        "provider",
                        "github",
                        "baseUrl",
                        "https://localhost",
                        "secrets",
                        Map.of("ingest", "hook", "git", token, "delivery", "results")));
    }
}
