package dev.workrail.engine.model;

/// On completion with a true condition the run goes on at an earlier step.
///
/// @param target id of an earlier step of the same level
/// @param maxJumps how often, over the whole run, at least 1
public record JumpIf(Condition condition, String target, int maxJumps) {}
