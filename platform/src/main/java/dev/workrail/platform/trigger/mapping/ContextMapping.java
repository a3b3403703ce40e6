package dev.workrail.platform.trigger.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/// The context of a session, from a trigger's `contextMapping` and a payload: each key with the
/// value at its path, keys without a value left out. Without a mapping the context is `{"payload":
/// <body>}`. Keys are in alphabetical order, so the same payload gives the same bytes.
public final class ContextMapping {
    private ContextMapping() {}

    public static ObjectNode context(Map<String, String> mapping, JsonNode payload) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        if (mapping.isEmpty()) {
            return context.set("payload", payload);
        }
        new TreeMap<>(mapping)
                .forEach((key, path) ->
                        PayloadPath.parse(path).in(payload).ifPresent(v -> context.set(key, v)));
        return context;
    }
}
