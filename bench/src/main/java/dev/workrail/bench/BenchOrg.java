package dev.workrail.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.client.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// An org of the instance under test, as its owner sees it.
///
/// @param owner a client that acts as the org's owner
record BenchOrg(String id, ApiClient owner) {
    /// What every trigger's webhooks are signed with.
    static final String SECRET = "bench-secret";

    /// Steps of a session where the benchmark is not about their number.
    static final int STEPS = 5;

    private static final String TRIVIAL = "trivial";

    /// Generous rates, so that what is measured is the path and not a limiter.
    static Map<String, String> unlimited() {
        return Map.of(
                "WORKRAIL_INGEST_ORG_RATE_PER_SECOND", "1000000",
                "WORKRAIL_INGEST_ORG_RATE_BURST", "1000000",
                "WORKRAIL_CONSOLE_RATES_KEY", "1000000",
                "WORKRAIL_CONSOLE_RATES_ORG", "1000000");
    }

    static BenchOrg create(ApiClient operator, String id) throws IOException, InterruptedException {
        String key =
                operator.post("/orgs", Map.of("id", id, "name", "Bench"))
                        .at("/ownerKey/secret")
                        .asText();
        BenchOrg org = new BenchOrg(id, operator.with(key));
        org.owner.put(org.path("/secrets/ingest/hook"), Map.of("value", SECRET));
        return org;
    }

    /// Makes trigger `hook`, whose sessions complete [#STEPS] trivial steps.
    ///
    /// @return where its webhooks go
    URI trivialTrigger(URI instance) throws IOException, InterruptedException {
        return trigger(instance, "hook", STEPS, TRIVIAL);
    }

    /// Makes a trigger whose sessions have `steps`, which the rehearsal model goes through by
    /// `transcript`.
    ///
    /// @return where its webhooks go
    URI trigger(URI instance, String trigger, int steps, String transcript)
            throws IOException, InterruptedException {
        String workflow = workflowOf(steps);
        owner.put(path("/workflows/" + workflow), workflow(workflow, steps));
        return put(instance, trigger, workflow, transcript);
    }

    /// Makes one more trigger like the one of [#trivialTrigger], which has to be there.
    URI anotherTrigger(URI instance, String trigger) throws IOException, InterruptedException {
        return put(instance, trigger, workflowOf(STEPS), TRIVIAL);
    }

    private static String workflowOf(int steps) {
        return "bench.steps-" + steps;
    }

    private URI put(URI instance, String trigger, String workflow, String transcript)
            throws IOException, InterruptedException {
        owner.put(
                path("/triggers/" + trigger),
                Map.of(
                        "provider",
                        "generic",
                        "workflow",
                        workflow,
                        "goal",
                        "Measure",
                        "concurrency",
                        "parallel",
                        "branchStrategy",
                        "none",
                        "secrets",
                        List.of("hook"),
                        "agent",
                        Map.of("transcript", transcript),
                        "rate",
                        Map.of("perSecond", 100_000, "burst", 100_000)));
        return instance.resolve("/hooks/" + id + "/" + trigger);
    }

    /// Limits what may run, wait, and come.
    ///
    /// @param ingestRate webhooks per second, with a burst of ten times as many
    void limit(int maxSessions, int maxQueued, double ingestRate)
            throws IOException, InterruptedException {
        owner.put(
                path(""),
                Map.of(
                        "name",
                        "Bench",
                        "limits",
                        Map.of("maxSessions", maxSessions, "maxQueued", maxQueued),
                        "ingestRate",
                        Map.of("perSecond", ingestRate, "burst", Math.round(10 * ingestRate))));
    }

    /// Has everything wait from now on, however much comes.
    void pause() throws IOException, InterruptedException {
        owner.post(path("/pause"), Map.of("reason", "It is to wait."));
    }

    /// Where something of this org lies in the API.
    String path(String rest) {
        return "/orgs/" + id + rest;
    }

    private static ObjectNode workflow(String id, int count) {
        ObjectNode workflow =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", id)
                        .put("name", "Trivial")
                        .put("description", "Steps that do nothing: " + count + ".")
                        .put("version", "1.0.0");
        ArrayNode steps = workflow.putArray("steps");
        for (int i = 1; i <= count; i++) {
            steps.addObject()
                    .put("id", "step-" + i)
                    .put("title", "Step " + i)
                    .put("prompt", "Complete this step.");
        }
        return workflow;
    }
}
