package dev.workrail.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import java.util.List;
import java.util.stream.Collectors;

/// A condition as a short phrase, such as `size = Large and not draft`.
public final class ConditionWords {
    private static final List<String[]> OPERATORS =
            List.of(
                    new String[] {"equals", "="},
                    new String[] {"not_equals", "≠"},
                    new String[] {"gt", ">"},
                    new String[] {"gte", "≥"},
                    new String[] {"lt", "<"},
                    new String[] {"lte", "≤"},
                    new String[] {"contains", "contains"},
                    new String[] {"startsWith", "starts with"},
                    new String[] {"endsWith", "ends with"},
                    new String[] {"matches", "matches"},
                    new String[] {"in", "in"});

    private ConditionWords() {}

    public static String of(JsonNode condition) {
        return phrase(condition, false);
    }

    private static String phrase(JsonNode condition, boolean nested) {
        String variable = Json.text(condition, "var");
        if (variable != null) {
            return test(condition, variable);
        }
        for (String word : List.of("and", "or")) {
            if (condition.has(word)) {
                String joined =
                        condition
                                .path(word)
                                .valueStream()
                                .map(part -> phrase(part, true))
                                .collect(Collectors.joining(" " + word + " "));
                return nested ? "(" + joined + ")" : joined;
            }
        }
        return condition.has("not")
                ? "not " + phrase(condition.path("not"), true)
                : condition.isEmpty() ? "always" : "never (malformed)";
    }

    private static String test(JsonNode condition, String variable) {
        for (String[] operator : OPERATORS) {
            JsonNode operand = condition.get(operator[0]);
            if (operand != null) {
                return variable + " " + operator[1] + " " + text(operand);
            }
        }
        return variable;
    }

    private static String text(JsonNode operand) {
        return operand.isArray()
                ? operand.valueStream()
                        .map(ConditionWords::text)
                        .collect(Collectors.joining(", ", "{", "}"))
                : operand.isTextual() ? operand.textValue() : operand.toString();
    }
}
