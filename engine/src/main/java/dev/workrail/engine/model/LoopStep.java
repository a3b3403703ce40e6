package dev.workrail.engine.model;

import java.util.List;

/// A step that repeats a body.
///
/// @param functions defined for the body
public record LoopStep(
        StepHead head, LoopConfig loop, Body body, List<FunctionDefinition> functions)
        implements Step {
    /// What is repeated.
    public sealed interface Body {
        /// Steps written in place.
        record Inline(List<WorkStep> steps) implements Body {}

        /// One step of the top level, which is then not run on its own.
        record Reference(String stepId) implements Body {}
    }
}
