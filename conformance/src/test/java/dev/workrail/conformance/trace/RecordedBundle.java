package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.json.CanonicalJson;
import dev.workrail.engine.json.Digest;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.output.Utf8;

/// The export bundle WorkRail makes of a recorded run: its event envelopes and its snapshot files,
/// put together from what the recording keeps of them.
final class RecordedBundle {
    private static final String SESSION = "sess_recorded";
    private static final long START = 1_770_000_000_000L;
    private final ArrayNode events = Json.object().arrayNode();
    private final ObjectNode snapshots = Json.object();
    private JsonNode context = Json.object();

    private RecordedBundle() {}

    /// @param pinned the pinned snapshot of the workflow that was run
    static ObjectNode of(JsonNode trace, JsonNode pinned) {
        RecordedBundle bundle = new RecordedBundle();
        trace.path("events").forEach(bundle::add);
        return bundle.sealed(pinned);
    }

    private void add(JsonNode recorded) {
        ObjectNode data = recorded.path("data").deepCopy();
        int index = events.size();
        String kind = recorded.path("kind").asText();
        ObjectNode event = events.addObject().put("v", 1).put("eventId", "evt_" + index);
        event.put("eventIndex", index).put("sessionId", SESSION).put("kind", kind);
        event.put("dedupeKey", kind + ":" + SESSION + ":" + index);
        event.put("timestampMs", START + index * 1000L);
        scope(kind, data, event);
        event.set("data", full(kind, data));
    }

    private static void scope(String kind, ObjectNode data, ObjectNode event) {
        if (!kind.equals("session_created")) {
            ObjectNode scope = event.putObject("scope").put("runId", "run_recorded");
            JsonNode node = data.remove("node");
            if (node != null && node.isTextual()) {
                scope.put("nodeId", "node_" + node.textValue());
            }
        }
        if (data.has("attempt")) {
            data.put("attemptId", "attempt_" + data.remove("attempt").asText());
        }
    }

    private ObjectNode full(String kind, ObjectNode data) {
        return switch (kind) {
            case "node_created" -> node(data);
            case "edge_created" -> edge(data);
            case "advance_recorded" -> {
                String to = "node_" + data.remove("toNode").asText();
                data.putObject("outcome").put("kind", "advanced").put("toNodeId", to);
                yield data.put("intent", "ack_pending");
            }
            case "context_set" -> {
                context = data.has("context") ? data.get("context") : context;
                ObjectNode set = Json.object().put("contextId", "ctx").put("source", "agent_delta");
                set.set("context", context);
                yield set;
            }
            case "node_output_appended" -> output(data);
            default -> data;
        };
    }

    private ObjectNode node(ObjectNode data) {
        ObjectNode out = Json.object().put("nodeKind", data.path("nodeKind").asText());
        JsonNode parent = data.path("parent");
        out.put("parentNodeId", parent.isTextual() ? "node_" + parent.asText() : null);
        ObjectNode file = snapshot(data);
        String ref = Digest.of(file);
        if (data.has("snapshotRef") && !data.path("snapshotRef").asText().equals(ref)) {
            throw new IllegalStateException("not the recorded snapshot: " + file);
        }
        snapshots.set(ref, file);
        return out.put("workflowHash", "recorded").put("snapshotRef", ref);
    }

    private static ObjectNode snapshot(ObjectNode data) {
        ObjectNode state = data.path("state").deepCopy();
        if (state.has("completed")) {
            JsonNode values = state.get("completed");
            state.putObject("completed").put("kind", "set").set("values", values);
            JsonNode step = state.get("pending");
            state.putObject("pending").put("kind", "some").set("step", step);
        }
        ObjectNode file = Json.object().put("v", 1).put("kind", "execution_snapshot");
        ObjectNode payload = file.putObject("enginePayload").put("v", 1);
        payload.set("engineState", state);
        if (data.has("gate")) {
            payload.set("gateCheckpoint", data.get("gate"));
        }
        return file;
    }

    private static ObjectNode edge(ObjectNode data) {
        ObjectNode out = Json.object().put("edgeKind", "acked_step");
        out.put("fromNodeId", "node_" + data.path("from").asText());
        out.put("toNodeId", "node_" + data.path("to").asText());
        out.putObject("cause")
                .put("kind", data.path("cause").asText("intentional_fork"))
                .put("eventId", "evt_0");
        return out;
    }

    private static ObjectNode output(ObjectNode data) {
        ObjectNode out = Json.object().put("outputId", "out");
        out.put("outputChannel", data.path("channel").asText());
        ObjectNode payload = out.putObject("payload");
        if (data.path("channel").asText().equals("recap")) {
            payload.put("payloadKind", "notes").put("notesMarkdown", "n");
        } else {
            payload.put("payloadKind", "artifact_ref").put("contentType", "application/json");
            payload.set("sha256", data.get("sha256"));
            payload.set("byteLength", data.get("byteLength"));
        }
        return out;
    }

    private ObjectNode sealed(JsonNode pinned) {
        ObjectNode out = Json.object().put("bundleSchemaVersion", 1).put("bundleId", "bundle");
        ObjectNode session = out.putObject("session").put("sessionId", SESSION);
        session.set("events", events);
        session.putArray("manifest")
                .addObject()
                .put("kind", "segment_closed")
                .put("firstEventIndex", 0)
                .put("lastEventIndex", events.size() - 1);
        session.set("snapshots", snapshots);
        String hash = Digest.of(pinned);
        session.putObject("pinnedWorkflows").set(hash, pinned);
        ArrayNode entries = out.putObject("integrity").putArray("entries");
        entry(entries, "session/events", events);
        entry(entries, "session/manifest", session.get("manifest"));
        entry(entries, "session/pinnedWorkflows/" + hash, pinned);
        snapshots
                .properties()
                .forEach(s -> entry(entries, "session/snapshots/" + s.getKey(), s.getValue()));
        return out;
    }

    private static void entry(ArrayNode entries, String path, JsonNode part) {
        String text = CanonicalJson.text(part);
        entries.addObject()
                .put("path", path)
                .put("sha256", Digest.of(text))
                .put("bytes", Utf8.bytes(text));
    }
}
