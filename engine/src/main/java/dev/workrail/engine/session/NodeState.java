package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.interpret.LoopSignal;
import dev.workrail.engine.interpret.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A place in a session that can be advanced, asked for again, or gone back to.
///
/// @param attempt the attempt the step is first handed out with
/// @param advances the node each completed attempt led to
record NodeState(
        String id,
        @Nullable String parent,
        NodeKind kind,
        Position position,
        String attempt,
        Map<String, String> advances,
        Detail detail) {
    /// What only recent nodes keep in full.
    ///
    /// @param block of a blocked attempt
    /// @param gate of a gate checkpoint
    /// @param rejection rationale of the gate that re-opened the step
    /// @param assessments recorded on this node
    record Detail(
            @Nullable Block block,
            @Nullable GateState gate,
            @Nullable String rejection,
            List<JsonNode> assessments) {
        static final Detail NONE = new Detail(null, null, null, List.of());

        Detail assessed(List<JsonNode> recorded) {
            return new Detail(block, gate, rejection, List.copyOf(recorded));
        }

        Detail slim() {
            Block slim = block == null ? null : block.slim();
            return assessments.isEmpty() && slim == block
                    ? this
                    : new Detail(slim, gate, rejection, List.of());
        }
    }

    /// A gate and what was handed in at it.
    ///
    /// @param signal the kept submission's loop decision
    /// @param open false once an approval or rejection was recorded
    record GateState(String gateId, String kind, LoopSignal signal, boolean open) {}

    NodeState advanced(String attemptId, String toNodeId) {
        Map<String, String> more = new LinkedHashMap<>(advances);
        more.put(attemptId, toNodeId);
        return new NodeState(
                id,
                parent,
                kind,
                position,
                attempt,
                java.util.Collections.unmodifiableMap(more),
                detail);
    }

    NodeState with(Detail changed) {
        return changed.equals(detail)
                ? this
                : new NodeState(id, parent, kind, position, attempt, advances, changed);
    }

    NodeState assessed(JsonNode assessment) {
        List<JsonNode> more = new java.util.ArrayList<>(detail.assessments());
        more.add(assessment);
        return with(detail.assessed(more));
    }

    NodeState gated(GateState gate) {
        return with(new Detail(detail.block(), gate, detail.rejection(), detail.assessments()));
    }
}
