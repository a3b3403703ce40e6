package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.Condition;
import dev.workrail.engine.model.Confirmation;
import dev.workrail.engine.model.GateKind;
import dev.workrail.engine.model.LimitPolicy;
import dev.workrail.engine.model.StepHead;
import dev.workrail.engine.model.StepLimits;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Reads what every kind of step has.
final class PartReader {
    private PartReader() {}

    static StepHead head(JsonNode step) {
        return new StepHead(
                Json.text(step, "id", ""),
                Json.text(step, "title", ""),
                condition(step, "runCondition"),
                confirmation(Json.get(step, "requireConfirmation")),
                Json.isTrue(step, "notesOptional"),
                limits(step));
    }

    static @Nullable Condition condition(JsonNode parent, String field) {
        JsonNode condition = Json.get(parent, field);
        return condition == null ? null : conditionOf(condition);
    }

    static Condition conditionOf(JsonNode condition) {
        return new Condition(condition);
    }

    private static Confirmation confirmation(@Nullable JsonNode rule) {
        if (rule == null || rule.isBoolean()) {
            return rule != null && rule.booleanValue() ? Confirmation.ALWAYS : Confirmation.NEVER;
        }
        String kind = Json.text(rule, "kind");
        return kind == null
                ? new Confirmation(true, GateKind.COORDINATOR_EVAL, conditionOf(rule), false)
                : new Confirmation(true, GateKind.of(kind), condition(rule, "condition"), true);
    }

    private static StepLimits limits(JsonNode step) {
        Integer timeout = integer(step, "timeoutSeconds");
        JsonNode budget = Json.get(step, "budget");
        if (timeout == null && budget == null) {
            return StepLimits.NONE;
        }
        JsonNode cost = Json.get(budget, "maxCostUsd");
        BigDecimal maxCost = cost != null && cost.isNumber() ? cost.decimalValue() : null;
        return new StepLimits(
                timeout,
                integer(budget, "maxTurns"),
                maxCost,
                LimitPolicy.of(Json.text(step, "onLimit", "")));
    }

    static @Nullable Integer integer(@Nullable JsonNode parent, String field) {
        JsonNode value = Json.get(parent, field);
        return value != null && value.isNumber() ? value.intValue() : null;
    }
}
