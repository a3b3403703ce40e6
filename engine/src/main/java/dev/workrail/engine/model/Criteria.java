package dev.workrail.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rules over the text of a submission.
public sealed interface Criteria {
    /// The array form: every rule must hold.
    record All(List<Criteria> rules) implements Criteria {}

    /// `and`: every part must hold.
    record And(List<Criteria> parts) implements Criteria {}

    /// `or`: one part must hold.
    record Or(List<Criteria> parts) implements Criteria {}

    /// `not`: the part must not hold.
    record Not(Criteria part) implements Criteria {}

    /// One rule.
    ///
    /// @param type contains, regex, length or schema
    /// @param message what the agent is told where it fails
    /// @param source the rule as authored: value, pattern, flags, min, max, schema
    /// @param condition the rule counts only where this holds; absent means always
    record Rule(String type, String message, JsonNode source, @Nullable Condition condition)
            implements Criteria {}
}
