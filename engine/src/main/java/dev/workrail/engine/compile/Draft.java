package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A step on its way through the compiler, with its place in the author's file.
///
/// @param step a copy that passes may change
/// @param pointer to the authored step; steps of a routine share their caller's
/// @param body of an inline loop, else empty
record Draft(ObjectNode step, String pointer, List<Draft> body) {
    /// The authored steps; elements that are no objects are left to the schema to complain about.
    static List<Draft> read(JsonNode definition) {
        return read(definition.path("steps"), "/steps");
    }

    private static List<Draft> read(JsonNode steps, String pointer) {
        List<Draft> out = new ArrayList<>();
        for (int i = 0; steps.isArray() && i < steps.size(); i++) {
            if (steps.get(i) instanceof ObjectNode step) {
                String at = pointer + "/" + i;
                out.add(new Draft(step.deepCopy(), at, read(step.path("body"), at + "/body")));
            }
        }
        return out;
    }

    static ArrayNode write(List<Draft> drafts) {
        ArrayNode out = Json.object().arrayNode(drafts.size());
        for (Draft draft : drafts) {
            if (!draft.body.isEmpty()) {
                draft.step.set("body", write(draft.body));
            }
            out.add(draft.step);
        }
        return out;
    }

    /// Every step that may carry a prompt, loop bodies included.
    static void each(List<Draft> drafts, Consumer<Draft> visitor) {
        for (Draft draft : drafts) {
            visitor.accept(draft);
            each(draft.body, visitor);
        }
    }

    String id() {
        return Json.text(step, "id", "");
    }
}
