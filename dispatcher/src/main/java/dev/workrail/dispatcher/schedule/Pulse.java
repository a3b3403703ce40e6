package dev.workrail.dispatcher.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the scheduler knows of time, and its own counters.
///
/// @param tickedAt the last tick; absent before the first
/// @param takenOverAt when this task took over; absent once it has caught up
/// @param steadySince since when ticks have come without a gap; leases may expire a window later
/// @param sequence rank of the next session
/// @param said events published so far, for their ids
/// @param reportedTo where the round of waiting sessions stands
public record Pulse(
        @Nullable Instant tickedAt,
        @Nullable Instant takenOverAt,
        @Nullable Instant steadySince,
        long sequence,
        long said,
        @Nullable QueueRank reportedTo) {
    static final Pulse START = new Pulse(null, null, null, 0, 0, null);

    Pulse takenOver(Instant at) {
        return new Pulse(tickedAt, at, null, sequence, said, reportedTo);
    }

    /// A tick written before the take-over is backlog; a gap between ticks is as good as a
    /// take-over, for the heartbeats of the gap may still be on their way.
    Pulse ticked(Instant at, Duration window) {
        Instant before = tickedAt;
        if (before != null && !at.isAfter(before)) {
            return this;
        }
        if (takenOverAt != null && at.isBefore(takenOverAt)) {
            return new Pulse(at, takenOverAt, null, sequence, said, reportedTo);
        }
        boolean gap = before == null || before.plus(window.dividedBy(2)).isBefore(at);
        Instant steady = gap || steadySince == null ? at : steadySince;
        return new Pulse(at, null, steady, sequence, said, reportedTo);
    }

    /// When something dated `at` was heard, by this clock: between the last tick and the latest the
    /// next may come. A sender whose clock is ahead does not live longer for it.
    Instant heard(Instant at, Duration window) {
        if (tickedAt == null) {
            return at;
        }
        Instant latest = tickedAt.plus(window.dividedBy(2));
        return at.isBefore(tickedAt) ? tickedAt : at.isAfter(latest) ? latest : at;
    }

    /// True where what is missing is really missing, and not merely unread.
    boolean mayExpire(Duration window) {
        return tickedAt != null
                && steadySince != null
                && tickedAt.isAfter(steadySince.plus(window));
    }

    Pulse queuedOne() {
        return new Pulse(tickedAt, takenOverAt, steadySince, sequence + 1, said, reportedTo);
    }

    Pulse saidOne() {
        return new Pulse(tickedAt, takenOverAt, steadySince, sequence, said + 1, reportedTo);
    }

    Pulse reported(@Nullable QueueRank to) {
        return new Pulse(tickedAt, takenOverAt, steadySince, sequence, said, to);
    }
}
