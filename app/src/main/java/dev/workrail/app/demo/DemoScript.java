package dev.workrail.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.app.client.ApiClient;
import dev.workrail.app.client.BrokenProofException;
import dev.workrail.app.client.CheckedProof;
import dev.workrail.app.client.LiveView;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The guided first run: a signed GitHub webhook becomes a finished session, a pushed branch, a
/// signed callback and a proof record. Uses the public interfaces alone, as its users would.
public final class DemoScript {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int ACCEPTED = 202;
    private static final String TRANSCRIPT = "fix-greeting";
    private static final String REVIEW_TRANSCRIPT = "review-greeting";
    private static final String RESOURCES = "rehearsal/fix-greeting/repo";
    private static final List<String> FILES =
            List.of("README.md", "greet.sh", "lib/greeting.sh", "test/run.sh");

    private final ApiClient operator;
    private final Path folder;
    private final PrintStream out;

    /// @param operator a client that may create orgs
    /// @param dataDirectory the instance's; the demo keeps its repository and keys below it
    public DemoScript(ApiClient operator, Path dataDirectory, PrintStream out) {
        this.operator = operator;
        this.folder = dataDirectory.resolve("demo");
        this.out = out;
    }

    /// Runs it once.
    ///
    /// @return what came of it: session, outcome, branch, commit, proof verdict, seconds, signing
    ///   key
    /// @throws CommandFailedException where a part did not come within two minutes; it says which
    public ObjectNode run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        DemoOrg org = DemoOrg.ensure(operator, folder);
        DemoRepository repository = DemoRepository.in(folder, RESOURCES, FILES);
        say("org acme with repository " + repository.url() + ", whose test fails");
        org.workspace(repository.url());
        String secret = org.webhookSecret();
        try (CallbackReceiver receiver = CallbackReceiver.start(org.callbackKey())) {
            org.trigger(receiver.url().toString(), TRANSCRIPT);
            long start = System.nanoTime();
            try (SessionWatch watch = SessionWatch.of(org.owner(), "/orgs/" + DemoOrg.ORG, out)) {
                String session = fire(org.owner(), secret);
                watch.follow(session);
                watch.awaitEnd(PATIENCE);
                awaitCallback(receiver);
                review(org.owner(), repository, watch);
                JsonNode proof = watch.awaitProof(PATIENCE);
                Proofs.print(proof, out);
                CheckedProof signed = signed(org.owner(), proof);
                out.println("  signed by: " + signed.keyId() + " (checked)");
                out.println();
                out.println(repository.diff(watch.branch()));
                return summary(watch, repository, proof, start).put("signedBy", signed.keyId());
            }
        }
    }

    /// The record as its readers get it: signed, and checked with the org's public keys.
    private static CheckedProof signed(ApiClient owner, JsonNode proof)
            throws IOException, InterruptedException {
        String org = "/orgs/" + DemoOrg.ORG;
        String commit = proof.at("/subject/commit").asText();
        List<String> keys = owner.get(org + "/signing-keys").findValuesAsText("publicKey");
        String envelope = owner.get(org + "/proofs/" + commit + "/envelope").toString();
        try {
            return CheckedProof.of(envelope.getBytes(StandardCharsets.UTF_8), keys, commit);
        } catch (BrokenProofException e) {
            throw new CommandFailedException("the proof record does not hold: " + e.getMessage());
        }
    }

    private String fire(ApiClient api, String secret) throws IOException, InterruptedException {
        int number = (int) (Instant.now().getEpochSecond() % 100_000);
        HttpResponse<String> response =
                api.send(
                        new GitHubWebhook(secret)
                                .issueOpened(
                                        api.url("/hooks/acme/issues"),
                                        UUID.randomUUID().toString(),
                                        number,
                                        "Greeting nobody prints \"Hello, !\"",
                                        "Without a name it should say \"Hello, world!\".",
                                        Instant.now()));
        if (response.statusCode() != ACCEPTED) {
            throw new CommandFailedException(
                    "the webhook was answered %d: %s"
                            .formatted(response.statusCode(), response.body()));
        }
        JsonNode accepted =
                ContractsJson.read(
                        response.body().getBytes(StandardCharsets.UTF_8), JsonNode.class);
        say("webhook issues.opened accepted as " + accepted.path("triggerEventId").asText());
        return accepted.path("sessionId").asText();
    }

    /// A second session reviews what the first pushed; its verdict is bound to the commit.
    private void review(ApiClient api, DemoRepository repository, SessionWatch author)
            throws IOException, InterruptedException {
        String commit = repository.commit(author.branch());
        out.println();
        say("review of " + commit + " by a session of its own");
        try (SessionWatch watch = SessionWatch.of(api, "/orgs/" + DemoOrg.ORG, out)) {
            JsonNode dispatched =
                    api.post(
                            "/orgs/" + DemoOrg.ORG + "/sessions",
                            Map.of(
                                    "workflow", "wr.mr-review",
                                    "workspace", "greeter",
                                    "goal", "Review the greeting without a name",
                                    "branchStrategy", "read-only",
                                    "context",
                                            Map.of(
                                                    "prBranch",
                                                    author.branch(),
                                                    "commitSha",
                                                    commit),
                                    "agent", Map.of("transcript", REVIEW_TRANSCRIPT)));
            watch.follow(dispatched.path("session").asText());
            watch.awaitEnd(PATIENCE);
        }
    }

    private void awaitCallback(CallbackReceiver receiver) throws InterruptedException {
        Waiting.until(
                PATIENCE,
                "the signed callback",
                () ->
                        receiver.received().stream()
                                .anyMatch(c -> c.body().toString().contains("completed")));
        say(
                "callback received and its signature checked, id "
                        + receiver.received().getLast().id());
    }

    private ObjectNode summary(
            SessionWatch watch, DemoRepository repository, JsonNode proof, long start)
            throws IOException, InterruptedException {
        return JsonNodeFactory.instance
                .objectNode()
                .put("session", watch.session())
                .put("outcome", watch.outcome())
                .put("branch", watch.branch())
                .put("commit", repository.commit(watch.branch()))
                .put("proof", proof.path("verdict").asText())
                .put("seconds", Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
    }

    private void say(String text) {
        out.println(LiveView.cut(text));
        out.flush();
    }
}
