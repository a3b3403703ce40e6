package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.finding.Shown;
import dev.workrail.engine.json.CanonicalJson;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.json.NonFiniteNumberException;
import dev.workrail.engine.output.Utf8;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Merges a delta into the variables of a session: shallow, null deletes.
///
/// @param merged the whole context; the old one where `problem` is present
/// @param problem why the delta was refused
record ContextMerge(ObjectNode merged, @Nullable String problem) {
    private static final int MAX_DEPTH = CommandBounds.MAX_DEPTH;
    private static final int MAX_BYTES = 256 * 1024;
    private static final Set<String> RESERVED =
            Set.of(
                    "eat_token",
                    "parent_eat_token",
                    "metrics_harness",
                    "metrics_active_model",
                    "__proto__",
                    "constructor",
                    "prototype");
    private static final Set<String> OUTCOMES = Set.of("success", "partial", "abandoned", "error");

    /// @param tool named in the message
    static ContextMerge of(ObjectNode context, @Nullable ObjectNode delta, String tool) {
        if (delta == null || delta.isEmpty()) {
            return new ContextMerge(context, null);
        }
        String problem = problem(delta, tool);
        if (problem != null) {
            return new ContextMerge(context, problem);
        }
        TreeMap<String, JsonNode> members = new TreeMap<>();
        context.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        for (Map.Entry<String, JsonNode> member : delta.properties()) {
            if (member.getValue().isNull()) {
                members.remove(member.getKey());
            } else {
                members.put(member.getKey(), member.getValue());
            }
        }
        ObjectNode merged = context.objectNode();
        members.forEach(merged::set);
        String size = size(merged);
        return size == null ? new ContextMerge(merged, null) : new ContextMerge(context, size);
    }

    private static @Nullable String problem(ObjectNode delta, String tool) {
        for (Map.Entry<String, JsonNode> member : delta.properties()) {
            if (RESERVED.contains(member.getKey())) {
                return "context.%s is reserved; send the other variables without it"
                        .formatted(member.getKey());
            }
            if (Json.isDeeper(member.getValue(), MAX_DEPTH)) {
                return "context.%s is nested deeper than %d levels; send it flatter"
                        .formatted(Utf8.head(member.getKey(), 80), MAX_DEPTH);
            }
        }
        JsonNode outcome = delta.get("metrics_outcome");
        if (outcome != null
                && !outcome.isNull()
                && !(outcome.isTextual() && OUTCOMES.contains(outcome.textValue()))) {
            return ("context.metrics_outcome has invalid value %s for %s. Valid values:"
                            + " \"success\", \"partial\", \"abandoned\", \"error\".")
                    .formatted(Shown.value(outcome), tool);
        }
        return null;
    }

    private static @Nullable String size(ObjectNode merged) {
        try {
            int bytes = Utf8.bytes(CanonicalJson.text(merged));
            return bytes <= MAX_BYTES
                    ? null
                    : "the context would take %d bytes, at most %d are kept; send less or delete keys"
                            .formatted(bytes, MAX_BYTES);
        } catch (NonFiniteNumberException e) {
            return "the context holds a number that is not finite; send finite numbers";
        }
    }
}
