package dev.workrail.engine.model;

import org.jspecify.annotations.Nullable;

/// A step that can be pending: one that an agent, or the coordinator, carries out.
public sealed interface WorkStep extends Step
        permits StandardStep, ParallelStep, ContextGatherStep {
    /// The continuation of the run when the step is completed, absent for most.
    @Nullable JumpIf jumpIf();
}
