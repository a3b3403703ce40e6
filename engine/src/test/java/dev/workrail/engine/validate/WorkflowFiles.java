package dev.workrail.engine.validate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.json.Json;

/// Small workflows for tests.
public final class WorkflowFiles {
    private WorkflowFiles() {}

    /// A workflow around the given steps, written as JSON.
    public static ObjectNode withSteps(String steps) {
        ObjectNode out = Json.object();
        out.put("id", "small-flow").put("name", "Small flow").put("version", "1.0.0");
        out.put("description", "A small workflow.");
        out.set("steps", Json.parse("[" + steps + "]"));
        return out;
    }

    /// A valid step without anything special; more members can follow.
    public static String step(String id, String more) {
        return "{\"id\":\"%s\",\"title\":\"T\",\"prompt\":\"Do it.\"%s}"
                .formatted(id, more.isEmpty() ? "" : "," + more);
    }
}
