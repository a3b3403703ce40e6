package dev.workrail.engine.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.interpret.Completed;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.session.NodeSnapshots;
import java.time.Instant;

/// The events of a bundle that WorkRail exported, in our form.
///
/// Its events carry kind, scope and a time in milliseconds around their data, and say of a node
/// only the digest of its snapshot; what our state is folded from is read out of the snapshot. A
/// gate of WorkRail kept nothing of what was handed in, so its node becomes one where the step is
/// pending again, and gates when it is completed.
final class WorkRailLog {
    private final JsonNode snapshots;

    WorkRailLog(JsonNode session) {
        this.snapshots = session.path("snapshots");
    }

    /// Whether an event is in WorkRail's form.
    static boolean isForeign(JsonNode event) {
        return event.has("timestampMs") && event.path("kind").isTextual() && !event.has("at");
    }

    /// What does not fit is left for the reader of events to refuse.
    JsonNode read(JsonNode event) {
        ObjectNode out = Json.object();
        for (String same : new String[] {"eventId", "eventIndex", "dedupeKey"}) {
            out.set(same, event.get(same));
        }
        for (String place : new String[] {"runId", "nodeId"}) {
            String id = Json.text(event.path("scope"), place);
            if (id != null) {
                out.put(place, id);
            }
        }
        out.put("at", Instant.ofEpochMilli(event.path("timestampMs").asLong()).toString());
        ObjectNode data = Json.object().put("kind", event.path("kind").asText());
        event.path("data")
                .properties()
                .forEach(field -> data.set(field.getKey(), field.getValue()));
        if (data.path("kind").asText().equals("node_created")) {
            node(data);
        }
        out.set("data", data);
        return out;
    }

    private void node(ObjectNode data) {
        JsonNode payload = snapshots.path(data.path("snapshotRef").asText()).path("enginePayload");
        JsonNode state = payload.path("engineState");
        if (data.path("nodeKind").asText().equals("gate_checkpoint")) {
            data.put("nodeKind", "step");
        }
        switch (state.path("kind").asText()) {
            case "complete" -> data.putObject("position");
            case "running", "blocked" -> data.set("position", position(state));
            default -> data.remove("position");
        }
    }

    private static ObjectNode position(JsonNode state) {
        ObjectNode out = Json.object();
        String step = Json.text(state.path("pending").path("step"), "stepId");
        if (step != null) {
            out.put("step", step);
        }
        if (!state.path("loopStack").isEmpty()) {
            ArrayNode stack = out.putArray("stack");
            for (JsonNode frame : state.path("loopStack")) {
                stack.addArray()
                        .add(frame.path("loopId"))
                        .add(frame.path("iteration"))
                        .add(frame.path("bodyIndex"));
            }
        }
        Completed completed = Completed.of(Json.texts(state.path("completed"), "values"));
        out.set("completed", NodeSnapshots.completed(completed));
        if (state.path("blocked").isObject()) {
            out.set("block", block(state.path("blocked")));
        }
        return out;
    }

    private static ObjectNode block(JsonNode blocked) {
        ObjectNode out = Json.object();
        boolean terminal = blocked.path("kind").asText().equals("terminal_block");
        if (terminal) {
            out.put("terminal", true);
        }
        out.putArray("reasons").add(NodeSnapshots.reason(blocked.path("reason")));
        return out;
    }
}
