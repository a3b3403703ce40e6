package dev.workrail.dispatcher.topology;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// When a commit is worth its price: what was decided on a fresh record is committed at once, since
/// somebody waits for it; on a backlog records share the commits of the commit interval, as one for
/// each would make the backlog longer.
record CommitPace(Clock clock) {
    private static final Duration FRESH = Duration.ofMillis(50);

    /// @param at when the record was written
    boolean isAtOnce(Instant at) {
        return at.plus(FRESH).isAfter(clock.instant());
    }
}
