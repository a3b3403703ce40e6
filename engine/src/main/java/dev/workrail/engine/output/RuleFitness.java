package dev.workrail.engine.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.workrail.engine.json.Json;
import java.util.Optional;

/// Whether a validation rule can be evaluated at all, told before any session meets it.
///
/// Never throws. A schema whose patterns show only deeper in a value than at its root can still
/// turn out unfit when notes are checked against it.
public final class RuleFitness {
    private RuleFitness() {}

    /// Why every check of notes against the rule would fail; empty where it can be evaluated.
    ///
    /// @param rule as authored: type, pattern, flags, schema
    public static Optional<String> problem(JsonNode rule) {
        try {
            switch (Json.text(rule, "type", "")) {
                case "regex" -> CriteriaCheck.pattern(rule);
                case "schema" -> SchemaRule.accepts(rule.path("schema"), NullNode.instance);
                default -> {}
            }
            return Optional.empty();
        } catch (CriteriaCheck.BrokenRuleException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
