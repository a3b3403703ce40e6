package dev.workrail.engine.model;

/// What happens to a step that is over a limit of its own.
public enum LimitPolicy {
    /// It cannot be completed any more: a person rewinds to it, or ends the session.
    STOP("stop"),
    /// It goes on, and completing it records a gap.
    RECORD("record");

    private final String wire;

    LimitPolicy(String wire) {
        this.wire = wire;
    }

    /// The name in workflow files.
    public String wire() {
        return wire;
    }

    /// The policy of that name; [#STOP] for any other.
    public static LimitPolicy of(String wire) {
        return RECORD.wire.equals(wire) ? RECORD : STOP;
    }
}
