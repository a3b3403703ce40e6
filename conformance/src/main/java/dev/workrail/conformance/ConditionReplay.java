package dev.workrail.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.condition.ConditionEvaluator;
import dev.workrail.engine.model.Variables;

/// Rows of conditions.json: id, condition, context, expected.
final class ConditionReplay implements Replay {
    @Override
    public void replay(VectorInput input, Results results) {
        input.eachRow("conditions.json", results, row -> row(row, results));
    }

    private static void row(JsonNode row, Results results) {
        String name = "conditions/" + row.path("id").asText();
        boolean actual =
                ConditionEvaluator.holds(row.get("condition"), Variables.of(row.path("context")));
        String expected =
                Decisions.about(name).map(Decision::expected).orElse(row.path("expected").asText());
        results.check(name, expected, Boolean.toString(actual));
    }
}
