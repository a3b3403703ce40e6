package dev.workrail.engine.model;

import org.jspecify.annotations.Nullable;

/// A level of an assessment that keeps the step open.
///
/// @param anyEqualsLevel fires where a dimension has this level
/// @param forAssessment only of this assessment; absent means any of the step's
/// @param guidance what the agent is told to do
public record AssessmentConsequence(
        String anyEqualsLevel, @Nullable String forAssessment, String guidance) {}
