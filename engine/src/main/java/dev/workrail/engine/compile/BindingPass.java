package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.workrail.engine.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Pass 2: `{{wr.bindings.slot}}` in prompts and plain-string blocks becomes what the workspace, or
/// else the workflow's default, puts there. Remembers what was used, for the pinned snapshot.
final class BindingPass {
    private static final Pattern TOKEN =
            Pattern.compile("\\{\\{wr\\.bindings\\.([a-z][a-z0-9_]*)\\}\\}");

    private final Map<String, String> defaults = new TreeMap<>();
    private final Bindings bindings;
    private final Map<String, String> resolved = new TreeMap<>();

    BindingPass(JsonNode definition, Bindings bindings) {
        this.bindings = bindings;
        for (JsonNode point : Json.list(definition, "extensionPoints")) {
            String slot = Json.text(point, "slotId");
            String fallback = Json.text(point, "default");
            if (slot != null && fallback != null) {
                defaults.putIfAbsent(slot, fallback);
            }
        }
    }

    /// Slot to value, of the slots the prompts use.
    Map<String, String> resolved() {
        return resolved;
    }

    /// Those of [#resolved] that the workspace decided.
    Map<String, String> overrides() {
        Map<String, String> out = new TreeMap<>(resolved);
        out.keySet().retainAll(bindings.bySlot().keySet());
        return out;
    }

    void apply(Draft draft) {
        ObjectNode step = draft.step();
        replaceMember(step, "prompt");
        if (step.path("promptBlocks") instanceof ObjectNode blocks) {
            replaceMember(blocks, "goal");
            if (blocks.path("outputRequired") instanceof ObjectNode outputs) {
                for (String key : List.copyOf(keys(outputs))) {
                    replaceMember(outputs, key);
                }
            }
            for (String block : Snippets.FEATURE_BLOCKS) {
                if (blocks.path(block) instanceof ArrayNode items) {
                    for (int i = 0; i < items.size(); i++) {
                        items.set(i, replaced(items.get(i)));
                    }
                }
            }
        }
    }

    private static List<String> keys(ObjectNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    private void replaceMember(ObjectNode parent, String field) {
        JsonNode value = parent.get(field);
        if (value != null) {
            parent.set(field, replaced(value));
        }
    }

    private JsonNode replaced(JsonNode value) {
        if (!value.isTextual() || !value.textValue().contains("{{wr.bindings.")) {
            return value;
        }
        Matcher matcher = TOKEN.matcher(value.textValue());
        StringBuilder out = new StringBuilder();
        int done = 0;
        while (matcher.find()) {
            String bound = bound(matcher.group(1));
            out.append(value.textValue(), done, matcher.start());
            out.append(bound == null ? matcher.group() : bound);
            done = matcher.end();
        }
        return TextNode.valueOf(out.append(value.textValue().substring(done)).toString());
    }

    private @Nullable String bound(String slot) {
        String value =
                defaults.containsKey(slot)
                        ? bindings.bySlot().getOrDefault(slot, defaults.get(slot))
                        : null;
        // What stays unbound is reported where no token may be left.
        if (value != null) {
            resolved.put(slot, value);
        }
        return value;
    }
}
