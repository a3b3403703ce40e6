package dev.workrail.engine.model;

import org.jspecify.annotations.Nullable;

/// A step with a prompt for the agent.
///
/// @param origin authored, or one of the steps the compiler adds
public record StandardStep(
        StepHead head,
        Prompting prompting,
        Checks checks,
        FunctionUse functions,
        StepOrigin origin,
        @Nullable JumpIf jumpIf)
        implements WorkStep {}
