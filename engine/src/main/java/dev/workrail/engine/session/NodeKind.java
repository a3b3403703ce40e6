package dev.workrail.engine.session;

/// What a node stands for.
public enum NodeKind {
    STEP("step"),
    CHECKPOINT("checkpoint"),
    BLOCKED_ATTEMPT("blocked_attempt"),
    GATE_CHECKPOINT("gate_checkpoint");

    private final String wire;

    NodeKind(String wire) {
        this.wire = wire;
    }

    /// The name in events.
    public String wire() {
        return wire;
    }

    /// @throws IllegalArgumentException where there is no such kind
    static NodeKind of(String wire) {
        for (NodeKind kind : values()) {
            if (kind.wire.equals(wire)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown kind of node: " + wire);
    }
}
