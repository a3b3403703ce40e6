package dev.workrail.engine.model;

/// A step of a workflow.
public sealed interface Step permits WorkStep, LoopStep {
    StepHead head();

    default String id() {
        return head().id();
    }

    default String title() {
        return head().title();
    }
}
