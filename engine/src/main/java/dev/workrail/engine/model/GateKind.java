package dev.workrail.engine.model;

/// Who decides at a gate.
public enum GateKind {
    /// A coordinator's evaluation: another agent judges the kept submission.
    COORDINATOR_EVAL("coordinator_eval"),
    /// A person.
    HUMAN_APPROVAL("human_approval");

    private final String wire;

    GateKind(String wire) {
        this.wire = wire;
    }

    /// The name in workflow files and events.
    public String wire() {
        return wire;
    }

    /// The kind of that name. The legacy `confirmation_required` and unknown names read as
    /// [#COORDINATOR_EVAL].
    public static GateKind of(String wire) {
        return HUMAN_APPROVAL.wire.equals(wire) ? HUMAN_APPROVAL : COORDINATOR_EVAL;
    }
}
