package dev.workrail.console.people;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long whoever gave a wrong password waits. Pure.
///
/// The first tries are free; each further one doubles the wait, up to a quarter of an hour. A quiet
/// hour forgets.
///
/// @param free tries without a wait
record Throttle(int free) {
    static final Duration FORGOTTEN = Duration.ofHours(1);

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MAX_DOUBLINGS = 10;

    /// The wait that is left; empty where the next try is welcome.
    Optional<Duration> left(int failures, Instant lastAt, Instant now) {
        if (failures < free || now.isAfter(lastAt.plus(FORGOTTEN))) {
            return Optional.empty();
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures - free, MAX_DOUBLINGS));
        Duration wait = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        Duration left = Duration.between(now, lastAt.plus(wait));
        return left.isPositive() ? Optional.of(left) : Optional.empty();
    }
}
