package dev.workrail.engine.interpret;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.json.Digest;
import dev.workrail.engine.json.Json;
import org.jspecify.annotations.Nullable;

/// The canonical form of a position, whose digest names it in the log.
public final class Snapshots {
    private Snapshots() {}

    /// The digest of [#file].
    ///
    /// @param gateKind where the position waits at a gate
    public static String ref(Position position, @Nullable String gateKind) {
        return Digest.of(canonical(position, gateKind));
    }

    /// The snapshot as it is stored in an export bundle.
    public static ObjectNode file(Position position, @Nullable String gateKind) {
        ObjectNode payload = Json.object().put("v", 1);
        payload.set("engineState", state(position));
        if (gateKind != null && position.stepId() != null) {
            payload.putObject("gateCheckpoint")
                    .put("stepId", position.stepId())
                    .put("gateKind", gateKind);
        }
        ObjectNode file = Json.object().put("v", 1).put("kind", "execution_snapshot");
        file.set("enginePayload", payload);
        return file;
    }

    private static ObjectNode state(Position position) {
        if (position.stepId() == null) {
            return Json.object().put("kind", "complete");
        }
        ObjectNode state = Json.object().put("kind", "running");
        ArrayNode values = state.putObject("completed").put("kind", "set").putArray("values");
        position.completed().keys().forEach(values::add);
        ArrayNode stack = state.putArray("loopStack");
        ObjectNode pending = state.putObject("pending").put("kind", "some");
        ObjectNode step = pending.putObject("step").put("stepId", position.stepId());
        ArrayNode path = step.putArray("loopPath");
        for (Frame frame : position.stack()) {
            stack.addObject()
                    .put("loopId", frame.loopId())
                    .put("iteration", frame.iteration())
                    .put("bodyIndex", frame.bodyIndex());
            path.addObject().put("loopId", frame.loopId()).put("iteration", frame.iteration());
        }
        return state;
    }

    /// The canonical text, written straight: this runs once per advance over every completed key.
    private static String canonical(Position position, @Nullable String gateKind) {
        if (!isPlain(position)) {
            return dev.workrail.engine.json.CanonicalJson.text(file(position, gateKind));
        }
        StringBuilder out = new StringBuilder(256 + position.completed().size() * 40);
        out.append("{\"enginePayload\":{\"engineState\":");
        if (position.stepId() == null) {
            out.append("{\"kind\":\"complete\"}");
        } else {
            running(position, out);
        }
        if (gateKind != null && position.stepId() != null) {
            out.append(",\"gateCheckpoint\":{\"gateKind\":\"").append(gateKind);
            out.append("\",\"stepId\":\"").append(position.stepId()).append("\"}");
        }
        return out.append(",\"v\":1},\"kind\":\"execution_snapshot\",\"v\":1}").toString();
    }

    private static void running(Position position, StringBuilder out) {
        out.append("{\"completed\":{\"kind\":\"set\",\"values\":[");
        char separator = 0;
        for (String key : position.completed().keys()) {
            out.append(separator == 0 ? "" : ",").append('"').append(key).append('"');
            separator = ',';
        }
        out.append("]},\"kind\":\"running\",\"loopStack\":[");
        separator = 0;
        for (Frame frame : position.stack()) {
            out.append(separator == 0 ? "" : ",").append("{\"bodyIndex\":");
            out.append(frame.bodyIndex()).append(',');
            where(frame, out).append('}');
            separator = ',';
        }
        out.append("],\"pending\":{\"kind\":\"some\",\"step\":{\"loopPath\":[");
        separator = 0;
        for (Frame frame : position.stack()) {
            out.append(separator == 0 ? "{" : ",{");
            where(frame, out).append('}');
            separator = ',';
        }
        out.append("],\"stepId\":\"").append(position.stepId()).append("\"}}}");
    }

    private static StringBuilder where(Frame frame, StringBuilder out) {
        out.append("\"iteration\":").append(frame.iteration());
        return out.append(",\"loopId\":\"").append(frame.loopId()).append('"');
    }

    /// Whether no id needs escaping. Ids that passed validation never do.
    private static boolean isPlain(Position position) {
        return isPlain(position.stepId())
                && position.completed().keys().stream().allMatch(Snapshots::isPlain)
                && position.stack().stream().map(Frame::loopId).allMatch(Snapshots::isPlain);
    }

    private static boolean isPlain(@Nullable String id) {
        for (int i = 0; id != null && i < id.length(); i++) {
            char c = id.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
