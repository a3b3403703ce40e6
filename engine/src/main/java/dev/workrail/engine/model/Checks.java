package dev.workrail.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a submission for a step must satisfy.
///
/// @param criteria rules over the notes, absent where there are none
/// @param assessmentRefs ids of the workflow's assessments that must be submitted
/// @param consequences what levels of those assessments lead to, in declared order
public record Checks(
        @Nullable Criteria criteria,
        @Nullable OutputContract outputContract,
        List<String> assessmentRefs,
        List<AssessmentConsequence> consequences) {
    /// Nothing to satisfy.
    public static final Checks NONE = new Checks(null, null, List.of(), List.of());
}
