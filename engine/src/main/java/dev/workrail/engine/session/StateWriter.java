package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.interpret.Completed;
import dev.workrail.engine.json.EngineIds;
import dev.workrail.engine.json.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a state as JSON. Ids that follow from the rest are left out, and a node says only what it
/// adds to its parent.
final class StateWriter {
    static final int VERSION = 1;

    private final SessionState state;
    private final Map<String, Integer> places = new HashMap<>();

    private StateWriter(SessionState state) {
        this.state = state;
        for (NodeState node : state.nodes().nodes()) {
            places.put(node.id(), places.size());
        }
    }

    static ObjectNode write(SessionState state) {
        return new StateWriter(state).write();
    }

    private ObjectNode write() {
        ObjectNode out = Json.object().put("v", VERSION);
        out.put("session", state.session().value());
        if (state.isStarted()) {
            out.put("flavour", state.flavour().wire());
            out.put("workflow", state.workflowId());
            out.put("hash", state.workflowHash());
            if (!state.runId().equals(DerivedIds.run(state.session()))) {
                out.put("run", state.runId());
            }
        }
        out.put("next", state.nextEventIndex());
        memory(out, state.memory());
        ArrayNode nodes = out.putArray("nodes");
        for (NodeState node : state.nodes().nodes()) {
            nodes.add(node(node));
        }
        out.put("tip", state.tip());
        if (state.damage() != null) {
            out.put("damage", state.damage());
        }
        return out;
    }

    private static void memory(ObjectNode out, Memory memory) {
        out.set("context", memory.context());
        Preferences preferences = memory.preferences();
        if (!preferences.equals(Preferences.DEFAULT)) {
            out.putArray("preferences").add(preferences.autonomy()).add(preferences.riskPolicy());
        }
        if (memory.hasNotes()) {
            out.put("notes", true);
        }
        if (!memory.jumps().isEmpty()) {
            ObjectNode jumps = out.putObject("jumps");
            memory.jumps().forEach(jumps::put);
        }
        StepMeter meter = memory.meter();
        if (!meter.equals(StepMeter.NONE)) {
            out.putArray("meter")
                    .add(meter.since() == null ? null : meter.since().toString())
                    .add(meter.turnsBefore())
                    .add(meter.costBefore())
                    .add(meter.turns())
                    .add(meter.cost());
        }
        if (!memory.skipped().isEmpty()) {
            memory.skipped().stream().sorted().forEach(out.putArray("skipped")::add);
        }
    }

    private ObjectNode node(NodeState node) {
        NodeState parent = state.nodes().get(node.parent());
        Completed before = parent == null ? null : parent.position().completed();
        ObjectNode out = PositionJson.write(node.position(), before, node.detail());
        if (node.kind() != NodeKind.STEP) {
            out.put("kind", node.kind().wire());
        }
        String cause = parent == null ? null : cause(parent, node);
        if (!node.id().equals(expectedId(node, cause))) {
            out.put("id", node.id());
        }
        if (cause == null || !node.attempt().equals(EngineIds.nextAttemptId(cause))) {
            out.put("attempt", node.attempt());
        }
        if (node.parent() != null) {
            Integer place = places.get(node.parent());
            if (place == null) {
                out.put("parent", node.parent());
            } else {
                out.put("p", place);
            }
        }
        advances(node, out);
        node.detail().assessments().forEach(out.withArray("assessments")::add);
        if (node.detail().assessments().isEmpty()) {
            out.remove("assessments");
        }
        return out;
    }

    private @Nullable String expectedId(NodeState node, @Nullable String cause) {
        return cause == null ? null : DerivedIds.node(state.session(), node.parent(), cause);
    }

    /// The attempt of the parent that led to the node.
    private static @Nullable String cause(NodeState parent, NodeState node) {
        for (Map.Entry<String, String> advance : parent.advances().entrySet()) {
            if (advance.getValue().equals(node.id())) {
                return advance.getKey();
            }
        }
        return null;
    }

    /// `[attempt or 0 for the first one, place or id]` each.
    private void advances(NodeState node, ObjectNode out) {
        if (node.advances().isEmpty()) {
            return;
        }
        ArrayNode list = out.putArray("adv");
        node.advances()
                .forEach((attempt, to) -> {
                    ArrayNode advance = list.addArray();
                    if (attempt.equals(node.attempt())) {
                        advance.add(0);
                    } else {
                        advance.add(attempt);
                    }
                    Integer place = places.get(to);
                    if (place == null) {
                        advance.add(to);
                    } else {
                        advance.add(place.intValue());
                    }
                });
    }
}
