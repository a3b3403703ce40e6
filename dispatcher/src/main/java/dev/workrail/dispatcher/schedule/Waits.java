package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.BindingLimit;
import dev.workrail.contracts.schedule.SchedulingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Answers "why is this waiting?": the limit that binds, the position among all that wait for it,
/// who holds it, and when it should be its turn.
///
/// A round walks the queue a stretch at a time, so that a decision's work is bounded however long
/// the queue; an answer is written where it differs from the last one told.
final class Waits {
    /// Sessions looked at in one tick's part of the round.
    static final int STRETCH = 64;

    /// Sessions at the front, looked at in every tick.
    static final int FRONT = 16;

    private Waits() {}

    static Told told(int position, BindingLimit limit) {
        return new Told(
                position,
                limit.limit(),
                limit.scope(),
                limit.allowed(),
                limit.holders().hashCode() ^ Objects.hash(limit.by(), limit.reason()));
    }

    /// Tells the sessions that joined the line in this decision and are still in it.
    static void tellNew(Draft draft, SchedulerSettings settings) {
        List<SessionId> joined = new ArrayList<>();
        for (SchedulerEvent event : draft.events()) {
            if (event instanceof SchedulerEvent.Said said && joined.size() < STRETCH) {
                if (said.event() instanceof SchedulingEvent.Queued queued) {
                    joined.add(queued.spec().session());
                } else if (said.event() instanceof SchedulingEvent.Requeued requeued) {
                    joined.add(requeued.session());
                }
            }
        }
        joined.forEach(session -> tell(draft, session, settings));
    }

    /// Tells the front and the next stretch of the queue.
    static void round(Draft draft, SchedulerSettings settings) {
        var queue = draft.state().index().waitingIn(Place.DOMAIN_KEY);
        if (queue.isEmpty()) {
            return;
        }
        int told = 0;
        for (var entry : queue) {
            if (told++ == FRONT) {
                break;
            }
            tell(draft, entry.getValue(), settings);
        }
        QueueRank before = draft.state().pulse().reportedTo();
        QueueRank at = before;
        for (int i = 0; i < Math.min(STRETCH, queue.size()); i++) {
            var next = queue.above(at);
            if (next == null) {
                at = null;
                break;
            }
            at = next.getKey();
            tell(draft, next.getValue(), settings);
        }
        if (at == null ? before != null : !at.equals(before)) {
            draft.note(new SchedulerEvent.Reported(at));
        }
    }

    private static void tell(Draft draft, SessionId session, SchedulerSettings settings) {
        SessionEntry entry = draft.session(session);
        if (entry == null || !(entry.phase() instanceof Phase.Waiting)) {
            return;
        }
        SchedulerState state = draft.state();
        Bound bound = bound(state, entry, draft.tick(), settings);
        int position = 1 + state.index().waitingIn(bound.queue()).rank(entry.rank());
        BindingLimit limit = bound.named(state.index());
        if (!told(position, limit).equals(entry.told())) {
            draft.say(
                    new SchedulingEvent.Waiting(
                            entry.org(),
                            session,
                            position,
                            limit,
                            Forecast.start(state, entry, bound, position, draft.tick()),
                            draft.now()));
        }
    }

    private static Bound bound(
            SchedulerState state, SessionEntry entry, Instant tick, SchedulerSettings settings) {
        @Nullable Bound bound = Bounds.binding(state, entry, settings.domain());
        if (bound != null) {
            return bound;
        }
        String pool = entry.place().poolKey();
        int slots = Fleet.slots(state, entry.place().pool(), tick);
        return Bound.of("capacity", pool, entry.place().pool().value(), pool, slots);
    }
}
