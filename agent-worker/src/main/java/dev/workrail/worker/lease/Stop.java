package dev.workrail.worker.lease;

import org.jspecify.annotations.Nullable;

/// Why a session must stop at once and write nothing more.
public sealed interface Stop {
    /// The dispatcher took the lease away: killed, superseded.
    record Revoked(String reason, @Nullable String by) implements Stop {}

    /// The lease ran out, or could not be confirmed in time.
    record Lapsed(String reason) implements Stop {}

    /// A record may or may not be in the log; going on could contradict it.
    record Unconfirmed(String reason) implements Stop {}

    /// The worker ends before the session reached a safe point.
    record ShutDown() implements Stop {}
}
