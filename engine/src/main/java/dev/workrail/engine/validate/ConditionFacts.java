package dev.workrail.engine.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.condition.ConditionEvaluator;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.Variables;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What can be said about a condition without knowing the variables.
final class ConditionFacts {
    private ConditionFacts() {}

    /// True only where no value of the variables makes it hold. Not every such condition is seen.
    static boolean neverHolds(JsonNode condition) {
        if (condition.isEmpty()) {
            return false;
        }
        if (condition.has("var")) {
            return condition.path("in").isArray()
                    && condition.path("in").isEmpty()
                    && condition.size() == 2;
        }
        if (condition.has("and")) {
            return contradicts(condition.path("and"));
        }
        if (condition.has("or")) {
            return condition.path("or").valueStream().allMatch(ConditionFacts::partNeverHolds);
        }
        return !condition.has("not") || condition.path("not").isEmpty();
    }

    /// Inside another condition an empty one is malformed, and makes the whole false.
    private static boolean partNeverHolds(JsonNode part) {
        return part.isEmpty() || neverHolds(part);
    }

    private static boolean contradicts(JsonNode parts) {
        Map<String, JsonNode> wanted = new HashMap<>();
        for (JsonNode part : parts) {
            if (partNeverHolds(part)) {
                return true;
            }
            String name = Json.text(part, "var");
            JsonNode value = part.get("equals");
            if (name != null && value != null && value.isTextual()) {
                JsonNode other = wanted.putIfAbsent(name, value);
                if (other != null && !equal(other, value)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean equal(JsonNode a, JsonNode b) {
        JsonNode test = Json.object().put("var", "x").set("equals", b);
        Variables onlyA = name -> a;
        return ConditionEvaluator.holds(test, onlyA);
    }

    /// The variables a condition reads.
    static Set<String> variables(JsonNode condition) {
        Set<String> out = new LinkedHashSet<>();
        collect(condition, out);
        return out;
    }

    private static void collect(JsonNode condition, Set<String> out) {
        String name = Json.text(condition, "var");
        if (name != null) {
            out.add(name);
            return;
        }
        condition.path("and").forEach(part -> collect(part, out));
        condition.path("or").forEach(part -> collect(part, out));
        if (condition.has("not")) {
            collect(condition.path("not"), out);
        }
    }
}
