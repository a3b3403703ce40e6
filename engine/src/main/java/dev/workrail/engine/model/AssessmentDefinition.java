package dev.workrail.engine.model;

import java.util.List;

/// A judgement with bounded levels that steps can ask for.
public record AssessmentDefinition(String id, String purpose, List<Dimension> dimensions) {
    /// @param levels at least two, in declared order
    /// @param required whether a submission must judge it
    public record Dimension(String id, String purpose, List<String> levels, boolean required) {}
}
