package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.json.ResourceText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The closed sets of texts a workflow can have worked into its prompts.
///
/// Their wording enters the workflow hash, so it never changes under an id.
final class Snippets {
    private static final JsonNode SOURCE =
            Json.parse(ResourceText.of("/dev/workrail/engine/compile/snippets.json"));

    /// Reference id to text.
    static final Map<String, String> REFS = refs();

    /// Feature id to the block items it adds, by block name.
    static final Map<String, JsonNode> FEATURES = features();

    /// Blocks that a feature can add to.
    static final List<String> FEATURE_BLOCKS = List.of("constraints", "procedure", "verify");

    private Snippets() {}

    private static Map<String, String> refs() {
        Map<String, String> out = new LinkedHashMap<>();
        SOURCE.path("refs")
                .properties()
                .forEach(ref ->
                        out.put(
                                ref.getKey(),
                                String.join("\n", Json.texts(SOURCE.path("refs"), ref.getKey()))));
        return Collections.unmodifiableMap(out);
    }

    private static Map<String, JsonNode> features() {
        Map<String, JsonNode> out = new LinkedHashMap<>();
        SOURCE.path("features").properties().forEach(f -> out.put(f.getKey(), f.getValue()));
        return Collections.unmodifiableMap(out);
    }
}
