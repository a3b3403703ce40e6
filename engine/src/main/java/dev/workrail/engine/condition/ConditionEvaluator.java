package dev.workrail.engine.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.workrail.engine.json.JsValues;
import dev.workrail.engine.model.Condition;
import dev.workrail.engine.model.Variables;
import dev.workrail.engine.pattern.LinearPattern;
import dev.workrail.engine.pattern.UnusablePatternException;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/// Decides a condition.
///
/// An absent or empty condition holds. `var` wins over `and`, `or`, `not` beside it; of several
/// operators the first of equals, not_equals, gt, gte, lt, lte, contains, startsWith, endsWith,
/// matches, in counts; with none the variable's truth does. Anything malformed that is reached
/// makes the whole condition false, also under `not`. Never throws; regular expressions run in
/// linear time. Thread-safe.
public final class ConditionEvaluator {
    /// Deepest nesting of `and`, `or`, `not`; deeper conditions are false.
    public static final int MAX_DEPTH = 128;

    private ConditionEvaluator() {}

    /// @param condition absent means always
    public static boolean holds(@Nullable Condition condition, Variables variables) {
        return condition == null || holds(condition.source(), variables);
    }

    /// The same over the authored JSON.
    public static boolean holds(@Nullable JsonNode condition, Variables variables) {
        if (condition == null || isEmpty(condition)) {
            return true;
        }
        try {
            return decide(condition, variables, 0);
        } catch (MalformedConditionException malformed) {
            return false;
        }
    }

    private static boolean isEmpty(JsonNode condition) {
        return condition.isTextual() ? condition.textValue().isEmpty() : condition.isEmpty();
    }

    private static boolean decide(JsonNode condition, Variables variables, int depth) {
        if (depth > MAX_DEPTH || !condition.isObject()) {
            throw new MalformedConditionException();
        }
        JsonNode name = condition.get("var");
        if (name != null) {
            return compare(condition, variables.get(JsValues.string(name)));
        }
        JsonNode part = condition.get("and");
        if (part != null) {
            return all(part, variables, depth);
        }
        part = condition.get("or");
        if (part != null) {
            return any(part, variables, depth);
        }
        part = condition.get("not");
        if (part != null) {
            return !decide(part, variables, depth + 1);
        }
        throw new MalformedConditionException();
    }

    private static boolean all(JsonNode parts, Variables variables, int depth) {
        for (JsonNode part : array(parts)) {
            if (!decide(part, variables, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean any(JsonNode parts, Variables variables, int depth) {
        for (JsonNode part : array(parts)) {
            if (decide(part, variables, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean compare(JsonNode condition, @Nullable JsonNode value) {
        for (Operator operator : Operator.values()) {
            JsonNode operand = condition.get(operator.key);
            if (operand != null) {
                return apply(operator, value, operand);
            }
        }
        return JsValues.isTruthy(value);
    }

    private static boolean apply(Operator operator, @Nullable JsonNode value, JsonNode operand) {
        return switch (operator) {
            case EQUALS -> LenientEquality.equal(value, operand);
            case NOT_EQUALS -> !LenientEquality.equal(value, operand);
            case GT -> number(value, v -> v > JsValues.number(operand));
            case GTE -> number(value, v -> v >= JsValues.number(operand));
            case LT -> number(value, v -> v < JsValues.number(operand));
            case LTE -> number(value, v -> v <= JsValues.number(operand));
            case CONTAINS -> normal(value).contains(normal(operand));
            case STARTS_WITH -> normal(value).startsWith(normal(operand));
            case ENDS_WITH -> normal(value).endsWith(normal(operand));
            case MATCHES -> pattern(operand).find(text(value));
            case IN -> isIn(value, operand);
        };
    }

    private static boolean number(@Nullable JsonNode value, DoublePredicate test) {
        return value != null && value.isNumber() && test.test(value.doubleValue());
    }

    private static boolean isIn(@Nullable JsonNode value, JsonNode operand) {
        for (JsonNode allowed : array(operand)) {
            if (LenientEquality.equal(value, allowed)) {
                return true;
            }
        }
        return false;
    }

    private static String text(@Nullable JsonNode value) {
        return JsValues.isNullish(value) ? "" : JsValues.string(value);
    }

    private static String normal(@Nullable JsonNode value) {
        return JsValues.trimLower(text(value));
    }

    private static LinearPattern pattern(JsonNode operand) {
        try {
            return LinearPattern.compile(text(operand), Pattern.CASE_INSENSITIVE);
        } catch (UnusablePatternException e) {
            throw new MalformedConditionException();
        }
    }

    private static JsonNode array(JsonNode node) {
        if (!node.isArray()) {
            throw new MalformedConditionException();
        }
        return node;
    }

    /// In order of precedence.
    private enum Operator {
        EQUALS("equals"),
        NOT_EQUALS("not_equals"),
        GT("gt"),
        GTE("gte"),
        LT("lt"),
        LTE("lte"),
        CONTAINS("contains"),
        STARTS_WITH("startsWith"),
        ENDS_WITH("endsWith"),
        MATCHES("matches"),
        IN("in");

        private final String key;

        Operator(String key) {
            this.key = key;
        }
    }
}
