package dev.workrail.worker.lease;

import java.time.Duration;
import java.time.Instant;

/// How long a lease surely lives, by the worker's own clock. Pure.
///
/// The dispatcher counts the window from when a heartbeat reaches the log, which is after it was
/// sent; counting from the send therefore never outlives the dispatcher's view. A confirmation that
/// comes after the deadline extends nothing: another worker may hold the session by then.
///
/// @param deadline the lease is over from this instant on
/// @param window what a confirmed heartbeat adds to its time of sending
/// @param margin how long before the deadline the worker stops by itself
public record LeaseTerm(Instant deadline, Duration window, Duration margin) {
    /// @param claimedAt when the claim was sent
    public static LeaseTerm begin(Instant claimedAt, Duration window) {
        return new LeaseTerm(claimedAt.plus(window), window, window.dividedBy(5));
    }

    /// The term after a heartbeat that named the session was confirmed.
    public LeaseTerm confirmed(Instant sentAt, Instant confirmedAt) {
        Instant later = sentAt.plus(window);
        return confirmedAt.isBefore(deadline) && later.isAfter(deadline)
                ? new LeaseTerm(later, window, margin)
                : this;
    }

    /// The same lease with the window the dispatcher granted.
    public LeaseTerm granted(Duration grantedWindow) {
        Instant sent = deadline.minus(window);
        return new LeaseTerm(sent.plus(grantedWindow), grantedWindow, grantedWindow.dividedBy(5));
    }

    /// How long ago the heartbeat was sent that was confirmed last.
    Duration age(Instant now) {
        return Duration.between(deadline.minus(window), now);
    }

    public boolean allows(Instant now) {
        return now.isBefore(deadline.minus(margin));
    }
}
