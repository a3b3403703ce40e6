package dev.workrail.engine.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.CanonicalJson;
import dev.workrail.engine.json.JsValues;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.Condition;
import dev.workrail.engine.model.Variables;
import java.util.List;

/// Says in a few words why a run condition held or not.
final class ConditionWords {
    private static final List<String> OPERATORS =
            List.of(
                    "equals",
                    "not_equals",
                    "gt",
                    "gte",
                    "lt",
                    "lte",
                    "contains",
                    "startsWith",
                    "endsWith",
                    "matches",
                    "in");

    private ConditionWords() {}

    static String held(Condition condition, Variables variables) {
        JsonNode source = condition.source();
        String variable = Json.text(source, "var");
        if (variable == null) {
            return combination(source) + "-condition met";
        }
        JsonNode value = variables.get(variable);
        String shown = JsValues.isNullish(value) ? "(unset)" : JsValues.string(value);
        String operator = operator(source);
        JsonNode operand = source.get(operator);
        return operand == null
                ? "%s=%s (condition)".formatted(variable, shown)
                : "%s=%s (%s: %s)".formatted(variable, shown, operator, operand(operand));
    }

    static String failed(Condition condition) {
        JsonNode source = condition.source();
        String variable = Json.text(source, "var");
        return variable == null
                ? combination(source) + "-condition not met"
                : "%s (%s)".formatted(variable, operator(source));
    }

    private static String operator(JsonNode source) {
        return OPERATORS.stream().filter(source::has).findFirst().orElse("condition");
    }

    private static String combination(JsonNode source) {
        for (String word : List.of("and", "or", "not")) {
            if (source.has(word)) {
                return word;
            }
        }
        return "run";
    }

    private static String operand(JsonNode operand) {
        return operand.isTextual() ? operand.textValue() : CanonicalJson.text(operand);
    }
}
