package dev.workrail.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.workrail.app.client.OperatorKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The product with an org that has a history: a session that shipped a proven change, and a
/// callback that nobody took. Its operator may do as much a minute as they like.
public final class LivedIn implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String LOTS = "10000000";

    /// Path parameters for what only a history has.
    private static final List<String> HAPPENED =
            List.of("{session}", "{letter}", "{proof}", "{event}", "{delivery}", "{entry}");

    private final Product product;
    private final StubbornReceiver receiver;
    private final Map<String, String> names = new HashMap<>();
    private Tenant tenant;
    private int orgs;

    private LivedIn(Product product, StubbornReceiver receiver) {
        this.product = product;
        this.receiver = receiver;
    }

    /// Starts it and has it live.
    public static LivedIn start(Path folder) throws Exception {
        LivedIn lived =
                new LivedIn(
                        Product.start(
                                folder,
                                Map.of(
                                        "WORKRAIL_CONSOLE_RATES_KEY", LOTS,
                                        "WORKRAIL_CONSOLE_RATES_ORG", LOTS,
                                        "WORKRAIL_CONSOLE_RATES_ADDRESS", LOTS,
                                        "WORKRAIL_DELIVERY_MAX_ATTEMPTS", "1")),
                        StubbornReceiver.answering(400));
        try {
            lived.live();
            return lived;
        } catch (Exception | AssertionError e) {
            lived.close();
            throw e;
        }
    }

    private void live() throws Exception {
        tenant = product.tenant("lived-in");
        names.putAll(furnish(tenant, "lived-in"));
        tenant.greeterTrigger("greeter", product.repository(), receiver.url().toString());
        String session = tenant.session("greeter");
        String other = tenant.session("greeter");
        tenant.awaitOver(session);
        tenant.awaitOver(other);
        names.put("session", session);
        // Newest first: the first is known for good once there is a second.
        names.put("otherLetter", awaited("/dead-letters", "/items/1/id"));
        names.put("letter", awaited("/dead-letters", "/items/0/id"));
        names.put("proof", awaited("/proofs?session=" + session, "/items/0/subject/commit"));
        names.put("delivery", awaited("/deliveries?session=" + session, "/items/0/id"));
        names.put("event", awaited("/trigger-events", "/items/0/id"));
        names.put("artifact", awaited("/sessions/" + session + "/artifacts", "/items/0/id"));
        names.put("entry", awaited("/audit", "/items/0/id"));
        tenant.put("/sessions/" + session + "/pin", Map.of());
        names.put("run", tenant.post("/retention/runs", Map.of()).path("id").asText());
        product.tenant("gone").owner().delete("/orgs/gone?confirm=Org%20gone");
        names.put("deleted", "gone");
        // What is dispatched, retried and replayed from here on is not to run.
        tenant.post("/pause", Map.of("reason", "it has lived"));
    }

    private String awaited(String path, String field) {
        return await(path + " " + field)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(() -> tenant.get(path).at(field).asText(), text -> !text.isEmpty());
    }

    /// What stands for each path parameter of a route, and after a `?` for each of its query: of
    /// the org that has a history where the route reads or speaks of something that happened, else
    /// of a fresh one.
    public Map<String, String> namesFor(String method, String path) throws Exception {
        if (!method.equals("GET") && HAPPENED.stream().noneMatch(path::contains)) {
            Map<String, String> fresh = freshOrg();
            fresh.put("?confirm", "Org%20" + fresh.get("org"));
            return fresh;
        }
        Map<String, String> all = new HashMap<>(names);
        if (path.contains("/queue/")) {
            all.put("session", waiting());
        } else if (path.endsWith("/discard")) {
            all.put("letter", names.get("otherLetter"));
        } else if (path.endsWith("/content")) {
            all.putAll(link());
        }
        return all;
    }

    /// A fresh one each time: what stops everything stops those that wait, too.
    private String waiting() throws IOException, InterruptedException {
        String session = tenant.session("greeter");
        awaited("/queue/" + session, "/session");
        return session;
    }

    /// The query of a fresh link to the artifact.
    private Map<String, String> link() throws IOException, InterruptedException {
        String url =
                tenant.get(
                                "/sessions/%s/artifacts/%s"
                                        .formatted(names.get("session"), names.get("artifact")))
                        .path("url")
                        .asText();
        Map<String, String> query = new HashMap<>();
        for (String part : URI.create(url).getRawQuery().split("&")) {
            String[] pair = part.split("=", 2);
            query.put("?" + pair[0], pair[1]);
        }
        return query;
    }

    /// A fresh org with one of each thing an admin makes, named as in the document's examples.
    private Map<String, String> freshOrg() throws Exception {
        orgs++;
        String org = "fresh-org-" + orgs;
        Tenant fresh = product.tenant(org);
        Map<String, String> furnished = furnish(fresh, org);
        // What is dispatched to try the API is not to run.
        fresh.post("/pause", Map.of("reason", "nothing is to run here"));
        names.forEach(furnished::putIfAbsent);
        return furnished;
    }

    private static Map<String, String> furnish(Tenant tenant, String org) throws Exception {
        tenant.put(
                "/secrets/delivery/callback",
                Map.of(
                        "value",
                        "whsec_"
                                + Base64.getEncoder()
                                        .encodeToString(
                                                "a key of a test, 32 bytes of it."
                                                        .getBytes(UTF_8))));
        tenant.put("/secrets/ingest/spare", Map.of("value", "one that nothing names"));
        for (String secret :
                List.of("ingest/github-hook", "git/github-token", "git/github-token-2027")) {
            tenant.put("/secrets/" + secret, Map.of("value", "of a system outside"));
        }
        tenant.put(
                "/integrations/github",
                Map.of("provider", "github", "name", "GitHub", "baseUrl", "https://github.com"));
        tenant.put("/projects/search", Map.of("name", "Search"));
        tenant.put(
                "/workspaces/main", Map.of("repositoryUrl", "https://git.example/acme/main.git"));
        tenant.put("/workspaces/spare", Map.of("repositoryUrl", "https://git.example/a/b.git"));
        tenant.put(
                "/workflows/greet",
                Map.of(
                        "id", "greet",
                        "name", "Greet",
                        "description", "Say hello.",
                        "version", "1.0.0",
                        "steps",
                                List.of(
                                        Map.of(
                                                "id", "say",
                                                "title", "Say it",
                                                "prompt", "Say hello."))));
        tenant.trigger("issues", Map.of("branchStrategy", "none"));
        tenant.put("/retention", Map.of("sessionDays", 180));
        Map<String, Object> gates = Map.of("requiredGates", List.of("unit_tests", "review"));
        for (String of : List.of("", "/workspaces/spare", "/triggers/issues", "/tiers/heavy")) {
            tenant.put(of + "/policy", gates);
        }
        tenant.post("/members", Map.of("id", "ada", "name", "Ada", "role", "member"));
        String key =
                tenant.post("/api-keys", Map.of("member", "ada", "name", "ci"))
                        .at("/key/id")
                        .asText();
        String invitation =
                tenant.post(
                                "/invitations",
                                Map.of("email", "guest@" + org + ".example", "role", "member"))
                        .at("/invitation/id")
                        .asText();
        Map<String, String> all = new HashMap<>();
        all.put("tier", "heavy");
        all.put("integration", "github");
        all.putAll(
                Map.of(
                        "org", org,
                        "purpose", "ingest",
                        "name", "spare",
                        "project", "search",
                        "workspace", "spare",
                        "trigger", "issues",
                        "workflow", "greet",
                        "member", "ada",
                        "key", key,
                        "invitation", invitation));
        return all;
    }

    public URI url() {
        return product.url();
    }

    /// The operator's key.
    public String key() throws IOException, InterruptedException {
        return OperatorKey.of(url(), product.data());
    }

    /// Lines of its log with `words` in them.
    public List<String> said(String words) throws IOException {
        return product.log().stream().filter(line -> line.contains(words)).toList();
    }

    @Override
    public void close() {
        receiver.close();
        product.close();
    }
}
