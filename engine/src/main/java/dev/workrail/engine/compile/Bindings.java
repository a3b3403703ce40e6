package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What a workspace puts into the extension points of one workflow.
///
/// @param bySlot slot id to the id of a routine or workflow
public record Bindings(Map<String, String> bySlot) {
    /// The workflow's own defaults everywhere.
    public static final Bindings NONE = new Bindings(Map.of());

    public Bindings {
        bySlot = Collections.unmodifiableMap(new TreeMap<>(bySlot));
    }

    /// From a workspace's bindings file, in either form: slots by workflow id, or slots alone where
    /// every value is a string. Anything else gives no bindings.
    public static Bindings of(JsonNode file, String workflowId) {
        boolean flat = !file.isEmpty();
        for (JsonNode value : file) {
            flat &= value.isTextual();
        }
        JsonNode slots = flat ? file : file.path(workflowId);
        Map<String, String> out = new TreeMap<>();
        slots.properties()
                .forEach(slot -> {
                    if (slot.getValue().isTextual()) {
                        out.put(slot.getKey(), slot.getValue().textValue());
                    }
                });
        return out.isEmpty() ? NONE : new Bindings(out);
    }
}
