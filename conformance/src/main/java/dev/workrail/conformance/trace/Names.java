package dev.workrail.conformance.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Names nodes and attempts as the recordings do: n0, n1, … and a0, a1, … in order of appearance.
final class Names {
    private final Map<String, String> nodes = new LinkedHashMap<>();
    private final Map<String, String> attempts = new LinkedHashMap<>();

    String node(String id) {
        return nodes.computeIfAbsent(id, i -> "n" + nodes.size());
    }

    @Nullable String nodeOrNull(@Nullable String id) {
        return id == null ? null : node(id);
    }

    String attempt(String id) {
        return attempts.computeIfAbsent(id, i -> "a" + attempts.size());
    }

    /// A text with `<n0>` in place of node ids.
    String inText(String text) {
        if (!text.contains("node_")) {
            return text;
        }
        String out = text;
        for (Map.Entry<String, String> node : nodes.entrySet()) {
            out = out.replace(node.getKey(), "<" + node.getValue() + ">");
        }
        return out;
    }
}
