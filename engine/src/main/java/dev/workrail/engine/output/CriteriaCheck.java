package dev.workrail.engine.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.engine.condition.ConditionEvaluator;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.Criteria;
import dev.workrail.engine.model.Variables;
import dev.workrail.engine.pattern.LinearPattern;
import dev.workrail.engine.pattern.UnusablePatternException;
import java.util.List;

/// Checks notes against a step's validation criteria. Regular expressions run in linear time.
final class CriteriaCheck {
    /// What every failed check suggests.
    static final List<String> SUGGESTIONS =
            List.of("Review validation criteria and adjust output accordingly.");

    /// How much of the notes a rule looks at, UTF-16 units: sixteen times what the log keeps.
    static final int MAX_TEXT = 64 * 1024;

    private final String text;
    private final int length;
    private final Variables variables;

    private CriteriaCheck(String text, Variables variables) {
        this.text = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
        this.length = text.length();
        this.variables = variables;
    }

    /// The rules themselves cannot be evaluated.
    static final class BrokenRuleException extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenRuleException(String message) {
            super(message);
        }
    }

    /// What does not hold; empty where all does.
    ///
    /// @throws BrokenRuleException where a pattern or schema is not usable
    static List<String> issues(Criteria criteria, String text, Variables variables)
            throws BrokenRuleException {
        CriteriaCheck check = new CriteriaCheck(text, variables);
        List<Criteria> rules =
                switch (criteria) {
                    case Criteria.All all -> all.rules();
                    case Criteria.Rule rule -> List.of(rule);
                    case Criteria.And and -> List.of();
                    case Criteria.Or or -> List.of();
                    case Criteria.Not not -> List.of();
                };
        List<String> issues = new java.util.ArrayList<>();
        if (rules.isEmpty() && !check.holds(criteria)) {
            issues.add("Validation composition failed");
        }
        for (Criteria rule : rules) {
            if (!check.holds(rule)) {
                issues.add(
                        rule instanceof Criteria.Rule failed
                                ? failed.message()
                                : "Validation composition failed");
            }
        }
        return issues;
    }

    private boolean holds(Criteria criteria) throws BrokenRuleException {
        return switch (criteria) {
            case Criteria.All all -> every(all.rules());
            case Criteria.And and -> every(and.parts());
            case Criteria.Or or -> {
                boolean any = false;
                for (Criteria part : or.parts()) {
                    any |= holds(part);
                }
                yield any;
            }
            case Criteria.Not not -> !holds(not.part());
            case Criteria.Rule rule -> holds(rule);
        };
    }

    private boolean every(List<Criteria> parts) throws BrokenRuleException {
        boolean all = true;
        for (Criteria part : parts) {
            all &= holds(part);
        }
        return all;
    }

    private boolean holds(Criteria.Rule rule) throws BrokenRuleException {
        if (!ConditionEvaluator.holds(rule.condition(), variables)) {
            return true;
        }
        return switch (rule.type()) {
            case "contains" -> text.contains(Json.text(rule.source(), "value", ""));
            case "regex" -> pattern(rule.source()).find(text);
            case "length" -> length(rule.source());
            case "schema" -> schema(rule.source());
            default -> throw new BrokenRuleException("unknown type of rule: " + rule.type());
        };
    }

    private boolean length(JsonNode rule) {
        JsonNode min = Json.get(rule, "min");
        JsonNode max = Json.get(rule, "max");
        return (min == null || length >= min.doubleValue())
                && (max == null || length <= max.doubleValue());
    }

    static LinearPattern pattern(JsonNode rule) throws BrokenRuleException {
        String source = Json.text(rule, "pattern", "");
        int flags = 0;
        for (char flag : Json.text(rule, "flags", "").toCharArray()) {
            flags |=
                    switch (flag) {
                        case 'i' -> Pattern.CASE_INSENSITIVE;
                        case 'm' -> Pattern.MULTILINE;
                        case 's' -> Pattern.DOTALL;
                        case 'g', 'u', 'y', 'd', 'v' -> 0;
                        default -> throw new BrokenRuleException("unknown flag " + flag);
                    };
        }
        try {
            return LinearPattern.compile(source, flags);
        } catch (UnusablePatternException e) {
            throw new BrokenRuleException("not a usable pattern: " + e.reason());
        }
    }

    /// The text as JSON; a JSON string that holds JSON counts as what it holds.
    private boolean schema(JsonNode rule) throws BrokenRuleException {
        JsonNode schema = Json.get(rule, "schema");
        if (schema == null) {
            throw new BrokenRuleException("a schema rule without schema");
        }
        JsonNode value;
        try {
            value = Json.parse(text);
            if (value.isTextual()) {
                value = Json.parse(value.textValue());
            }
        } catch (MalformedJsonException e) {
            return false;
        }
        return SchemaRule.accepts(schema, value);
    }
}
