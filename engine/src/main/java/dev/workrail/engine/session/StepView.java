package dev.workrail.engine.session;

import dev.workrail.engine.model.ModelTier;
import dev.workrail.engine.model.StepLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pending step as its agent sees it.
///
/// @param nodeId where the step is pending
/// @param attemptId goes into the advance that completes it
/// @param prompt rendered, complete
/// @param systemPrompts of the workflow and of the step, outermost first
/// @param loopPath outermost first, empty outside loops
/// @param nextIntent what the caller is expected to do
/// @param output what the step must hand in
public record StepView(
        String nodeId,
        String attemptId,
        String stepId,
        String title,
        String prompt,
        Advice advice,
        List<LoopPass> loopPath,
        NextIntent nextIntent,
        RequiredOutput output) {
    /// @param iteration counted from 0
    public record LoopPass(String loopId, int iteration) {}

    /// What the workflow says about how the step is run.
    ///
    /// @param modelTier of the step alone; the workflow's is in its settings
    /// @param limits of the step; absent values leave it to the session
    /// @param left of those limits
    /// @param gather sources a context-gather step wants filled; empty for other steps
    public record Advice(
            @Nullable String agentRole,
            @Nullable ModelTier modelTier,
            List<String> systemPrompts,
            StepLimits limits,
            StepAllowance left,
            List<GatherRequest> gather) {}

    /// @param variable the session variable the material goes into
    /// @param kind coordinator, paths or urls
    /// @param locations workspace-relative paths or absolute addresses; empty for coordinator
    public record GatherRequest(String variable, String kind, List<String> locations) {}

    /// @param contractRef the typed artifact, absent where there is none
    /// @param contractRequired whether it may be left out
    /// @param notes whether notes are mandatory
    /// @param assessments ids of the assessments to hand in
    public record RequiredOutput(
            @Nullable String contractRef,
            boolean contractRequired,
            boolean notes,
            List<String> assessments) {}

    /// What the caller is expected to do next.
    public enum NextIntent {
        PERFORM_PENDING_THEN_CONTINUE,
        AWAIT_USER_CONFIRMATION,
        REHYDRATE_ONLY,
        COMPLETE;

        /// The name in answers.
        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
