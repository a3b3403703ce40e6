package dev.workrail.engine.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A step whose agent hands work to other agents at the same time.
///
/// @param synthesis the author's wish to bring the results together; compiled into a step of its
///   own
public record ParallelStep(
        StepHead head,
        List<Delegation> delegations,
        @Nullable Synthesis synthesis,
        @Nullable JumpIf jumpIf)
        implements WorkStep {
    /// One piece of work.
    ///
    /// @param runCondition left out while this is false; absent means never
    /// @param contextMapping key of this session to key of the child
    /// @param args values for the child, over the mapped ones
    public record Delegation(
            String workflowId,
            @Nullable String goal,
            @Nullable Condition runCondition,
            Map<String, String> contextMapping,
            Map<String, String> args,
            Hints hints) {}

    /// @param allowedTools advice to the spawning agent, empty where there is none
    public record Hints(@Nullable ModelTier modelTier, List<String> allowedTools) {}

    public record Synthesis(@Nullable String prompt, @Nullable OutputContract outputContract) {}
}
