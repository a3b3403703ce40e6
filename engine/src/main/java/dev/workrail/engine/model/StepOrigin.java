package dev.workrail.engine.model;

/// Where a step comes from.
public enum StepOrigin {
    /// The author wrote it, or a routine did.
    AUTHORED,
    /// Compiled from a step's `audit`.
    AUDIT,
    /// Compiled from a step's `verification`.
    VERIFICATION,
    /// Compiled from a parallel step's `synthesis`.
    SYNTHESIS
}
