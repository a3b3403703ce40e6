package dev.workrail.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.client.ApiClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Org `bench` with a trigger `hook` that starts sessions of five trivial steps.
final class BenchOrg {
    static final String ORG = "bench";
    private static final int STEPS = 5;
    private static final String WORKFLOW = "bench.trivial";

    private BenchOrg() {}

    /// @return a client that acts as the org's owner
    static ApiClient create(ApiClient operator, String secret)
            throws IOException, InterruptedException {
        String key =
                operator.post("/orgs", Map.of("id", ORG, "name", "Bench"))
                        .at("/ownerKey/secret")
                        .asText();
        ApiClient owner = operator.with(key);
        String path = "/orgs/" + ORG;
        owner.put(path + "/secrets/ingest/hook", Map.of("value", secret));
        owner.put(path + "/workflows/" + WORKFLOW, workflow());
        owner.put(
                path + "/triggers/hook",
                Map.of(
                        "provider",
                        "generic",
                        "workflow",
                        WORKFLOW,
                        "goal",
                        "Measure",
                        "concurrency",
                        "parallel",
                        "branchStrategy",
                        "none",
                        "secrets",
                        List.of("hook"),
                        "agent",
                        Map.of("transcript", "trivial"),
                        "rate",
                        Map.of("perSecond", 100_000, "burst", 100_000)));
        return owner;
    }

    private static ObjectNode workflow() {
        ObjectNode workflow =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", WORKFLOW)
                        .put("name", "Trivial")
                        .put("description", "Five steps that do nothing.")
                        .put("version", "1.0.0");
        ArrayNode steps = workflow.putArray("steps");
        for (int i = 1; i <= STEPS; i++) {
            steps.addObject()
                    .put("id", "step-" + i)
                    .put("title", "Step " + i)
                    .put("prompt", "Complete this step.");
        }
        return workflow;
    }
}
