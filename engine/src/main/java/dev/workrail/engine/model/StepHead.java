package dev.workrail.engine.model;

import org.jspecify.annotations.Nullable;

/// What every kind of step has.
///
/// @param id unique in the workflow; a step of a routine is `caller.step`
/// @param runCondition the step is passed over while this is false; absent means never
/// @param notesOptional whether the step may be completed without notes
public record StepHead(
        String id,
        String title,
        @Nullable Condition runCondition,
        Confirmation confirmation,
        boolean notesOptional,
        StepLimits limits) {}
