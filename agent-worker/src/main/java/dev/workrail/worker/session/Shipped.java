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

    /// A change that did not pass its gates, and which of them.
    static Shipped refused(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Secrets secrets ->
                    failed(
                            Outcome.ERROR,
                            "secret_scan: %d place(s) look like a secret; nothing was pushed"
                                    .formatted(secrets.findings().size()),
                            null);
            case Verdict.TestsFailed tests ->
                    new Shipped(
                            Outcome.ERROR,
                            "test_gate: %s; nothing was pushed"
                                    .formatted(tests.verification().summary()),
                            tests.change(),
                            List.of(tests.verification()));
            case Verdict.Unchanged _, Verdict.Passed _ ->
                    throw new IllegalArgumentException("the change passed its gates");
        };
    }

    /// The same end, after gates had refused the change and it was not mended.
    Shipped after(String gateFinding) {
        return gateFinding.isEmpty() || outcome == Outcome.SUCCESS
                ? this
                : new Shipped(outcome, gateFinding + "; then " + detail, change, verifications);
    }
}
