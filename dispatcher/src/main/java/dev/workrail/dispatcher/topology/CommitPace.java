package dev.workrail.dispatcher.topology;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/// When a commit is worth its price.
///
/// Where nothing stands in line, what came of a record is committed at once, since somebody waits
/// for it. A record says that it stood in a line where it is old and was written before the last
/// commit was asked for: it waited for more than that. There, work and commits take turns of the
/// same length, and what was done in a turn shares its commit, until a whole turn met no such
/// record. The line may end within a turn, so it is looked every few milliseconds whether a commit
/// is owed.
///
/// A commit is one of all tasks of its thread, so each thread has one pace for all its processors.
/// Not thread-safe.
final class CommitPace {
    private static final Duration LOOK = Duration.ofMillis(10);

    /// Longest turn.
    static final Duration LONGEST = Duration.ofMillis(200);

    /// A record that is older has waited for more than its way through the broker.
    private static final Duration FRESH = Duration.ofMillis(20);

    private final Clock clock;

    /// When the last commit was asked for.
    private Instant asked = Instant.MIN;

    private @Nullable Instant turnOver;
    private boolean lineInLastTurn;
    private boolean lineInThisTurn;
    private boolean owed;

    CommitPace(Clock clock) {
        this.clock = clock;
    }

    /// The pace of the calling thread.
    static Supplier<CommitPace> ofThread(Clock clock) {
        return ThreadLocal.withInitial(() -> new CommitPace(clock))::get;
    }

    /// Has a processor look from now on whether a commit is owed, and ask for it.
    static void look(ProcessingContext context, Supplier<CommitPace> pace) {
        context.schedule(
                LOOK,
                PunctuationType.WALL_CLOCK_TIME,
                _ -> {
                    if (pace.get().isOwed()) {
                        context.commit();
                    }
                });
    }

    /// Whether to ask for a commit, now that the work on an awaited record is done.
    ///
    /// @param written when the record was written
    boolean isDue(Instant written) {
        Instant now = clock.instant();
        boolean stood = !written.isAfter(asked) && !written.plus(FRESH).isAfter(now);
        lineInThisTurn |= stood;
        owed = (lineInThisTurn || lineInLastTurn) && now.isBefore(turnOver(now));
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
        lineInLastTurn = lineInThisTurn;
        lineInThisTurn = false;
        owed = false;
        return true;
    }
}
