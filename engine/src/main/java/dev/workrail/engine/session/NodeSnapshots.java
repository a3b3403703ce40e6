package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.interpret.Completed;
import dev.workrail.engine.interpret.Position;
import dev.workrail.engine.interpret.Snapshots;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.output.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The execution snapshot of every node of a log, in the stored form. The log carries what each
/// node adds to its parent; this puts them together.
public final class NodeSnapshots {
    private NodeSnapshots() {}

    /// By snapshot ref, sorted. Nodes that do not fit are left out.
    public static Map<String, JsonNode> of(List<LoggedEvent> events) {
        Map<String, Completed> done = new HashMap<>();
        Map<String, JsonNode> files = new TreeMap<>();
        for (LoggedEvent event : events) {
            if (event.data() instanceof SessionEvent.NodeCreated created
                    && event.nodeId() != null
                    && created.position() != null) {
                Completed before =
                        created.parentNodeId() == null ? null : done.get(created.parentNodeId());
                Position position = PositionJson.position(created.position(), before);
                done.put(event.nodeId(), position.completed());
                files.put(created.snapshotRef(), file(created, position));
            }
        }
        return files;
    }

    /// Completed keys as a node's position carries them.
    public static ObjectNode completed(Completed completed) {
        return KeyRanges.write(completed);
    }

    /// The reason of a block as a node's position carries it. One of a kind unknown here becomes a
    /// reason that names it.
    public static ObjectNode reason(JsonNode stored) {
        try {
            return Reason.fromJson(stored).toJson();
        } catch (IllegalArgumentException e) {
            return new Reason.EvaluationError(String.valueOf(e.getMessage())).toJson();
        }
    }

    private static ObjectNode file(SessionEvent.NodeCreated created, Position position) {
        JsonNode gate = Json.get(created.position(), "gate");
        ObjectNode file =
                Snapshots.file(position, gate == null ? null : Json.text(gate, "kind", ""));
        JsonNode block = Json.get(created.position(), "block");
        if (block != null
                && file.path("enginePayload").get("engineState") instanceof ObjectNode s) {
            s.put("kind", "blocked");
            s.set("blocked", block);
        }
        return file;
    }
}
