package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.EpochFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How published events change the state. Decides nothing.
final class SessionFold {
    /// Weight of the newest observation in a mean of durations.
    private static final int NEWEST = 4;

    private SessionFold() {}

    static SchedulerState said(SchedulerState state, SchedulingEvent event) {
        return switch (event) {
            case SchedulingEvent.Queued queued -> queued(state, queued.spec(), queued.at());
            case SchedulingEvent.Dispatched dispatched -> {
                SessionEntry entry = entry(state, dispatched.session());
                yield state.with(
                        entry.issued(new Phase.Issued(dispatched.epoch(), tick(state, event))));
            }
            case SchedulingEvent.Requeued requeued -> {
                SessionEntry entry = released(entry(state, requeued.session()), state, event);
                Steps steps = entry.steps().crashed(requeued.crashes());
                boolean failed = requeued.reason().equals(Handback.FAILED);
                yield measured(state, requeued.session(), event)
                        .with(
                                entry.stepped(failed ? steps.failed() : steps)
                                        .in(new Phase.Waiting(tick(state, event))));
            }
            case SchedulingEvent.Parked parked -> {
                SessionEntry entry = released(entry(state, parked.session()), state, event);
                yield measured(state, parked.session(), event)
                        .with(entry.in(new Phase.Parked(parked.waitFor(), tick(state, event))));
            }
            case SchedulingEvent.Closed closed ->
                    measured(state, closed.session(), event)
                            .without(entry(state, closed.session()));
            case SchedulingEvent.Waiting waiting -> {
                SessionEntry entry = entry(state, waiting.session());
                yield state.with(entry.told(Waits.told(waiting.position(), waiting.limit())));
            }
            case SchedulingEvent.Paused paused ->
                    state.withPauses(
                            state.pauses().with(Hold.key(paused.scope()), Pause.of(paused)));
            case SchedulingEvent.Unpaused over ->
                    state.withPauses(state.pauses().without(Hold.key(over.scope())));
            case SchedulingEvent.Leased ignored -> state;
            case SchedulingEvent.Killed ignored -> state;
            case SchedulingEvent.Superseded ignored -> state;
            case SchedulingEvent.Escalated ignored -> state;
            case SchedulingEvent.Duplicate ignored -> state;
            case SchedulingEvent.Refused ignored -> state;
            case SchedulingEvent.Opaque ignored -> state;
        };
    }

    static SchedulerState answered(SchedulerState state, LeaseEvent event) {
        return switch (event) {
            case LeaseEvent.Granted granted -> {
                Instant at = state.pulse().heard(granted.at(), state.window());
                yield state.with(
                        entry(state, granted.session())
                                .in(
                                        new Phase.Leased(
                                                granted.epoch(),
                                                granted.claim(),
                                                granted.worker(),
                                                at,
                                                at)));
            }
            // The end of a lease says nothing of what comes next; the event that does follows it.
            case LeaseEvent.Ended ignored -> state;
            case LeaseEvent.Expired ignored -> state;
            case LeaseEvent.Refused ignored -> state;
            case LeaseEvent.Revoked ignored -> state;
            case LeaseEvent.Opaque ignored -> state;
        };
    }

    private static SchedulerState queued(SchedulerState state, SessionSpec spec, Instant at) {
        SessionEntry parent = spec.parent() == null ? null : state.sessions().get(spec.parent());
        SessionEntry entry =
                new SessionEntry(
                        spec.session(),
                        spec.parent(),
                        spec.root(),
                        spec.parent() == null ? 0 : parent == null ? 1 : parent.depth() + 1,
                        Place.of(spec, state.config()),
                        SourceKey.of(spec, 0),
                        new QueueRank(0, state.pulse().sequence()),
                        spec.trigger().agent().sessionMinutes(),
                        new Phase.Waiting(at),
                        EpochFilter.START,
                        0,
                        Steps.NONE,
                        null,
                        false,
                        List.of(),
                        null);
        return state.with(state.pulse().queuedOne()).with(entry);
    }

    /// The entry with the time of its lease counted and nothing left of it.
    private static SessionEntry released(
            SessionEntry entry, SchedulerState state, SchedulingEvent event) {
        return entry.phase() instanceof Phase.Leased leased
                ? entry.stepped(entry.steps().held(heldMillis(leased, state, event)))
                : entry;
    }

    private static SchedulerState measured(
            SchedulerState state,
            dev.workrail.contracts.id.SessionId session,
            SchedulingEvent event) {
        SessionEntry entry = entry(state, session);
        if (!(entry.phase() instanceof Phase.Leased leased)) {
            return state;
        }
        long millis = heldMillis(leased, state, event);
        SchedulerState next = averaged(state, entry.place().triggerKey(), millis);
        return averaged(next, Place.DOMAIN_KEY, millis);
    }

    private static SchedulerState averaged(SchedulerState state, String key, long millis) {
        Long mean = state.durations().get(key);
        return state.withDuration(key, mean == null ? millis : mean + (millis - mean) / NEWEST);
    }

    private static long heldMillis(
            Phase.Leased leased, SchedulerState state, SchedulingEvent event) {
        return Math.max(0, Duration.between(leased.since(), tick(state, event)).toMillis());
    }

    private static Instant tick(SchedulerState state, SchedulingEvent event) {
        Instant tick = state.pulse().tickedAt();
        return tick == null ? event.at() : tick;
    }

    private static SessionEntry entry(
            SchedulerState state, dev.workrail.contracts.id.SessionId session) {
        SessionEntry entry = state.sessions().get(session);
        if (entry == null) {
            throw new IllegalStateException(
                    "an event names session " + session + ", which is not scheduled here");
        }
        return entry;
    }
}
