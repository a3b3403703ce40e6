package dev.workrail.engine.interpret;

/// What a submission says about going on with a loop.
public enum LoopSignal {
    /// No artifacts at all.
    NOTHING,
    /// Artifacts, but no valid loop decision among them.
    UNDECIDED,
    CONTINUE,
    STOP
}
