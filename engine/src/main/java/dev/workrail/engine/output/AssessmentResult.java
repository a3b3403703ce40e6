package dev.workrail.engine.output;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the assessments of a submission came to.
///
/// @param accepted assessments that are valid, in the order of the step's refs
/// @param issues why others are not; empty where all are valid
/// @param followups what their levels ask for
public record AssessmentResult(
        List<Accepted> accepted,
        List<String> issues,
        List<String> suggestions,
        List<Reason.Followup> followups) {
    static final AssessmentResult NONE =
            new AssessmentResult(List.of(), List.of(), List.of(), List.of());

    /// @param artifactIndex its place among the submitted artifacts
    /// @param notes what was normalised
    public record Accepted(
            String assessmentId,
            int artifactIndex,
            @Nullable String summary,
            List<Judged> dimensions,
            List<String> notes) {}

    /// @param exact whether the level was written as declared
    public record Judged(
            String dimensionId, String level, @Nullable String rationale, boolean exact) {}

    public boolean isValid() {
        return issues.isEmpty();
    }
}
