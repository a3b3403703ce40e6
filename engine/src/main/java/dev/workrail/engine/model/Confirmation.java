package dev.workrail.engine.model;

import org.jspecify.annotations.Nullable;

/// When a step needs someone's yes before the run goes on.
///
/// @param kind who gives it
/// @param required false: never; true: always, or as the condition says
/// @param when the further condition; absent means always
/// @param explicitKind whether the author named the kind (the object form)
public record Confirmation(
        boolean required, GateKind kind, @Nullable Condition when, boolean explicitKind) {
    /// No confirmation.
    public static final Confirmation NEVER =
            new Confirmation(false, GateKind.COORDINATOR_EVAL, null, false);

    /// The boolean form: always, judged by the coordinator.
    public static final Confirmation ALWAYS =
            new Confirmation(true, GateKind.COORDINATOR_EVAL, null, false);
}
