package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.interpret.Completed;
import dev.workrail.engine.interpret.Frame;
import dev.workrail.engine.interpret.LoopSignal;
import dev.workrail.engine.interpret.Position;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.session.NodeState.Detail;
import dev.workrail.engine.session.NodeState.GateState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a node adds to its parent, as `node_created` and the state carry it.
///
/// `step` is the pending step (absent: complete), `stack` the entered loops as `[loopId, iteration,
/// bodyIndex]`, `done` the completed keys beyond the parent's, or `completed` all of them where the
/// node has not all of its parent's.
final class PositionJson {
    private PositionJson() {}

    static ObjectNode write(Position position, @Nullable Completed parent, Detail detail) {
        ObjectNode out = Json.object();
        if (position.stepId() != null) {
            out.put("step", position.stepId());
        }
        if (!position.stack().isEmpty()) {
            ArrayNode stack = out.putArray("stack");
            for (Frame frame : position.stack()) {
                stack.addArray().add(frame.loopId()).add(frame.iteration()).add(frame.bodyIndex());
            }
        }
        if (parent != null && parent.minus(position.completed()).isEmpty()) {
            List<String> done = position.completed().minus(parent);
            if (!done.isEmpty()) {
                done.forEach(out.putArray("done")::add);
            }
        } else if (position.completed().size() > 0) {
            out.set("completed", KeyRanges.write(position.completed()));
        } else if (parent != null) {
            out.putObject("completed");
        }
        return detail(out, detail);
    }

    private static ObjectNode detail(ObjectNode out, Detail detail) {
        if (detail.block() != null) {
            out.set("block", detail.block().toJson());
        }
        if (detail.rejection() != null) {
            out.put("rejection", detail.rejection());
        }
        GateState gate = detail.gate();
        if (gate != null) {
            out.putObject("gate")
                    .put("id", gate.gateId())
                    .put("kind", gate.kind())
                    .put("signal", gate.signal().name())
                    .put("open", gate.open());
        }
        return out;
    }

    /// @throws IllegalArgumentException where the form is not right
    static Position position(JsonNode json, @Nullable Completed parent) {
        JsonNode all = Json.get(json, "completed");
        Completed base = parent == null ? Completed.NONE : parent;
        Completed completed =
                all != null ? KeyRanges.read(all) : base.plusAll(Json.texts(json, "done"));
        List<Frame> stack = new ArrayList<>();
        for (JsonNode frame : Json.list(json, "stack")) {
            if (frame.size() != 3 || !frame.get(0).isTextual() || !frame.get(2).isInt()) {
                throw new IllegalArgumentException(
                        "expected [loopId, iteration, bodyIndex], was " + frame);
            }
            stack.add(
                    new Frame(
                            frame.get(0).textValue(),
                            frame.get(1).intValue(),
                            frame.get(2).intValue()));
        }
        return new Position(completed, stack, Json.text(json, "step"));
    }

    static Detail detail(JsonNode json) {
        JsonNode block = Json.get(json, "block");
        JsonNode gate = Json.get(json, "gate");
        String rejection = Json.text(json, "rejection");
        if (block == null && gate == null && rejection == null) {
            return Detail.NONE;
        }
        return new Detail(
                block == null ? null : Block.fromJson(block),
                gate == null
                        ? null
                        : new GateState(
                                Json.text(gate, "id", ""),
                                Json.text(gate, "kind", ""),
                                LoopSignal.valueOf(Json.text(gate, "signal", "NOTHING")),
                                Json.isTrue(gate, "open")),
                rejection,
                List.of());
    }
}
