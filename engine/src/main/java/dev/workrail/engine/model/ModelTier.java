package dev.workrail.engine.model;

import org.jspecify.annotations.Nullable;

/// How strong a model a workflow or step asks for. Advice, not a switch.
public enum ModelTier {
    LIGHTWEIGHT("lightweight"),
    MID("mid"),
    HEAVY("heavy");

    private final String wire;

    ModelTier(String wire) {
        this.wire = wire;
    }

    /// The name in workflow files and answers.
    public String wire() {
        return wire;
    }

    /// The tier of that name, null where there is none.
    public static @Nullable ModelTier of(@Nullable String wire) {
        for (ModelTier tier : values()) {
            if (tier.wire.equals(wire)) {
                return tier;
            }
        }
        return null;
    }
}
