package dev.workrail.engine.model;

import org.jspecify.annotations.Nullable;

/// The kinds of loop.
public enum LoopType {
    WHILE("while"),
    UNTIL("until"),
    FOR("for"),
    FOR_EACH("forEach");

    private final String wire;

    LoopType(String wire) {
        this.wire = wire;
    }

    /// The name in workflow files.
    public String wire() {
        return wire;
    }

    /// The type of that name, null where there is none.
    public static @Nullable LoopType of(@Nullable String wire) {
        for (LoopType type : values()) {
            if (type.wire.equals(wire)) {
                return type;
            }
        }
        return null;
    }
}
