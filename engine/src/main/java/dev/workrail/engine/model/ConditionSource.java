package dev.workrail.engine.model;

/// What decides whether a while or until loop goes on.
public sealed interface ConditionSource {
    /// The `wr.loop_control` artifact of the body's exit step.
    ///
    /// @param loopId the name the artifact gives the loop
    record ArtifactContract(String contractRef, String loopId) implements ConditionSource {}

    /// A condition over the variables of the session.
    record ContextVariable(Condition condition) implements ConditionSource {}
}
