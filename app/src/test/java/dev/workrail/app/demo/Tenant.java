package dev.workrail.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.client.ApiClient;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// An org with its owner, and GitHub that sends it webhooks.
final class Tenant {
    static final String TINY =
            """
            {"id":"tiny","name":"Tiny","version":"1.0.0","description":"One step and another.",
             "steps":[{"id":"one","title":"One","prompt":"Do one: {{goal}}"},
                      {"id":"two","title":"Two","prompt":"Do two."}]}\
            """;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECRET = "a secret of a test, long enough";
    private static final AtomicInteger DELIVERIES = new AtomicInteger();

    private final String org;
    private final String key;
    private final ApiClient owner;

    private Tenant(String org, String key, ApiClient owner) {
        this.org = org;
        this.key = key;
        this.owner = owner;
    }

    static Tenant make(ApiClient operator, String org) throws IOException, InterruptedException {
        JsonNode created = operator.post("/orgs", Map.of("id", org, "name", "Org " + org));
        String key = created.at("/ownerKey/secret").asText();
        Tenant tenant = new Tenant(org, key, operator.with(key));
        tenant.put("/secrets/ingest/github", Map.of("value", SECRET));
        tenant.put("/workflows/tiny", ContractsJson.read(TINY.getBytes(UTF_8), JsonNode.class));
        return tenant;
    }

    /// The same org where the product answers now, after it started again.
    Tenant at(ApiClient operator) {
        return new Tenant(org, key, operator.with(key));
    }

    ApiClient owner() {
        return owner;
    }

    String path() {
        return "/orgs/" + org;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return owner.get(path() + path);
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return owner.post(path() + path, body);
    }

    /// Posts under a name of the request's own; any answer is one.
    HttpResponse<String> post(String path, String body, String idempotencyKey)
            throws IOException, InterruptedException {
        return owner.send(
                HttpRequest.newBuilder(owner.url("/api/v1" + path() + path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    JsonNode put(String path, Object body) throws IOException, InterruptedException {
        return owner.put(path() + path, body);
    }

    /// A trigger of GitHub issues that runs the tiny workflow, but for what `more` says.
    void trigger(String id, Map<String, Object> more) throws IOException, InterruptedException {
        Map<String, Object> trigger = new HashMap<>();
        trigger.put("provider", "github");
        trigger.put("workflow", "tiny");
        trigger.put("events", List.of("issues.opened"));
        trigger.put("goalTemplate", "Resolve issue #{{$.issue.number}}: {{$.issue.title}}");
        trigger.put("secrets", List.of("github"));
        trigger.putAll(more);
        put("/triggers/" + id, trigger);
    }

    /// A trigger whose sessions fix the greeting, push it and call back.
    void greeterTrigger(String id, DemoRepository repository, CallbackReceiver receiver)
            throws IOException, InterruptedException {
        greeterTrigger(id, repository, receiver.url().toString());
    }

    /// @param receiver where it calls back, signed with the delivery secret `callback`
    void greeterTrigger(String id, DemoRepository repository, String receiver)
            throws IOException, InterruptedException {
        put(
                "/workspaces/greeter",
                Map.of("repositoryUrl", repository.url(), "testCommand", "bash test/run.sh"));
        trigger(
                id,
                Map.of(
                        "workflow",
                        "wr.quick-task",
                        "workspace",
                        "greeter",
                        "agent",
                        Map.of("transcript", "fix-greeting"),
                        "deliveries",
                        List.of(
                                Map.of(
                                        "kind",
                                        "callback",
                                        "name",
                                        "hook",
                                        "url",
                                        receiver,
                                        "secret",
                                        "callback"))));
    }

    /// Issue `number`, opened at `at`: the same again is the same source at the same revision.
    HttpRequest issue(String trigger, String delivery, int number, Instant at) {
        return issue(SECRET, trigger, delivery, number, at);
    }

    /// A fresh issue, under another secret than the org began with.
    HttpResponse<String> signedWith(String secret, String trigger)
            throws IOException, InterruptedException {
        int number = DELIVERIES.incrementAndGet();
        return owner.send(issue(secret, trigger, "delivery-" + number, number, Instant.now()));
    }

    private HttpRequest issue(
            String secret, String trigger, String delivery, int number, Instant at) {
        return new GitHubWebhook(secret)
                .issueOpened(
                        owner.url("/hooks/" + org + "/" + trigger),
                        delivery,
                        number,
                        "It says Hello, !",
                        "It should greet the world.",
                        at);
    }

    HttpResponse<String> fire(String trigger) throws IOException, InterruptedException {
        int number = DELIVERIES.incrementAndGet();
        return owner.send(issue(trigger, "delivery-" + number, number, Instant.now()));
    }

    /// Fires a webhook that must be accepted.
    ///
    /// @return the session it becomes
    String session(String trigger) throws IOException, InterruptedException {
        HttpResponse<String> answer = fire(trigger);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return sessionOf(answer);
    }

    static String sessionOf(HttpResponse<String> answer) {
        return field(answer, "sessionId");
    }

    /// The trigger event a webhook was acknowledged as.
    static String eventOf(HttpResponse<String> answer) {
        return field(answer, "triggerEventId");
    }

    private static String field(HttpResponse<String> answer, String name) {
        return ContractsJson.read(answer.body().getBytes(UTF_8), JsonNode.class)
                .path(name)
                .asText();
    }

    JsonNode view(String session) throws IOException, InterruptedException {
        return get("/sessions/" + session);
    }

    /// Waits until the session is over.
    ///
    /// @return its view
    JsonNode awaitOver(String session) {
        return await("the end of " + session)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> view(session), view -> view.hasNonNull("ending"));
    }

    /// The session's events so far, oldest first.
    List<JsonNode> events(String session) throws IOException, InterruptedException {
        List<JsonNode> events = new ArrayList<>();
        get("/sessions/" + session + "/events?limit=200").path("items").forEach(events::add);
        return events;
    }

    /// Waits until the session has an event that says `word`.
    void awaitEvent(String session, String word) {
        await(word + " in " + session)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> events(session).toString().contains("\"" + word + "\""));
    }
}
