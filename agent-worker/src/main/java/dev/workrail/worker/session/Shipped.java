package dev.workrail.worker.session;

import dev.workrail.contracts.session.Change;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.Verification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of the session's change.
///
/// @param detail why, where the outcome is no success
record Shipped(
        Outcome outcome,
        @Nullable String detail,
        @Nullable Change change,
        List<Verification> verifications) {
    static Shipped nothing() {
        return new Shipped(Outcome.SUCCESS, null, null, List.of());
    }

    static Shipped failed(Outcome outcome, String detail, @Nullable Change change) {
        return new Shipped(outcome, detail, change, List.of());
    }
}
