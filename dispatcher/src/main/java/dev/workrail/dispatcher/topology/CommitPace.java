package dev.workrail.dispatcher.topology;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a commit is worth its price.
///
/// What came of a fresh record is committed at once, since somebody waits for it, and so is what
/// came of one that was written after the last commit was asked for: it waited for that alone. Any
/// other stood in a line, and is not the last of it: there, work and commits take turns of the same
/// length, and what was done in a turn shares its commit. Who uses it looks every [#LOOK] whether
/// one is owed, for the line may end within a turn.
///
/// One for each processor. Not thread-safe.
final class CommitPace {
    /// How often to look.
    static final Duration LOOK = Duration.ofMillis(10);

    /// Longest turn, and how long what nobody waits for may stay uncommitted.
    static final Duration LONGEST = Duration.ofMillis(200);

    /// A record that is older has waited for more than its way through the broker.
    private static final Duration FRESH = Duration.ofMillis(20);

    private final Clock clock;

    /// When the last commit was asked for.
    private Instant asked = Instant.MIN;

    private @Nullable Instant turnOver;
    private boolean owed;

    CommitPace(Clock clock) {
        this.clock = clock;
    }

    /// Whether to ask for a commit, now that the work on an awaited record is done.
    ///
    /// @param written when the record was written
    boolean isDue(Instant written) {
        Instant now = clock.instant();
        boolean alone = written.isAfter(asked) || written.plus(FRESH).isAfter(now);
        owed = !alone && now.isBefore(turnOver(now));
        return !owed && asked(now);
    }

    /// Whether to ask for a commit of what was done before.
    boolean isOwed() {
        Instant now = clock.instant();
        return owed && !now.isBefore(turnOver(now)) && asked(now);
    }

    /// The first who comes after a commit knows how long it took: the line was not empty.
    private Instant turnOver(Instant now) {
        Instant over = turnOver;
        if (over == null) {
            Duration took = Duration.between(asked, now);
            over = now.plus(took.compareTo(LONGEST) < 0 ? took : LONGEST);
            turnOver = over;
        }
        return over;
    }

    private boolean asked(Instant now) {
        asked = now;
        turnOver = null;
        owed = false;
        return true;
    }
}
