package dev.workrail.console.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongFunction;

/// Waits, bounded, until a change is on `wr.config`.
public final class ConfigRelay {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final OutboxRelay relay;
    private final Clock clock;

    public ConfigRelay(OutboxRelay relay, Clock clock) {
        this.relay = relay;
        this.clock = clock;
    }

    /// Where a committed change lies on `wr.config`, as `topic-partition:offset`; empty where it
    /// was not published within `max`: it will be, but when is not known.
    ///
    /// @param inDatabase asks the outbox, for changes that another console published
    public Optional<String> await(
            long version, LongFunction<Optional<String>> inDatabase, Duration max)
            throws InterruptedException {
        relay.nudge();
        Instant deadline = clock.instant().plus(max);
        while (true) {
            long heard = relay.publicationsSoFar();
            Optional<String> position =
                    relay.positionOf(version).or(() -> inDatabase.apply(version));
            if (position.isPresent() || !clock.instant().isBefore(deadline)) {
                return position;
            }
            relay.awaitPublication(heard, LOOK);
        }
    }
}
