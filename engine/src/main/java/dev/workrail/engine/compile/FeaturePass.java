package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Pass 3: the workflow's features add their items behind the author's own, in every step that is
/// written in blocks. Steps with a plain prompt stay as they are.
final class FeaturePass {
    private final List<JsonNode> additions = new ArrayList<>();

    FeaturePass(JsonNode definition, Findings findings) {
        List<JsonNode> features = Json.list(definition, "features");
        for (int i = 0; i < features.size(); i++) {
            JsonNode addition = Snippets.FEATURES.get(features.get(i).asText());
            if (addition != null) {
                additions.add(addition);
            } else {
                findings.error(
                        Stage.COMPILATION,
                        "unknown-feature",
                        "/features/" + i,
                        "feature '" + features.get(i).asText() + "'",
                        "one of " + Snippets.FEATURES.keySet());
            }
        }
    }

    void apply(Draft draft) {
        if (draft.step().path("promptBlocks") instanceof ObjectNode blocks) {
            additions.forEach(addition -> add(blocks, addition));
        }
    }

    private static void add(ObjectNode blocks, JsonNode addition) {
        for (String block : Snippets.FEATURE_BLOCKS) {
            JsonNode items = addition.path(block);
            if (!items.isEmpty()) {
                ArrayNode own =
                        blocks.path(block) instanceof ArrayNode list
                                ? list
                                : blocks.putArray(block);
                items.forEach(own::add);
            }
        }
    }
}
