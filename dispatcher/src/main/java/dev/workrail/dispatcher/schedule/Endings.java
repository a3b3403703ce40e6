package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.WaitFor;
import org.jspecify.annotations.Nullable;

/// How sessions leave a slot, and how they leave for good.
final class Endings {
    private Endings() {}

    /// Over, wherever it stood. Its source may become work again unless it succeeded.
    static void close(
            Draft draft,
            SessionEntry entry,
            Outcome outcome,
            @Nullable String detail,
            SchedulerSettings settings) {
        SessionEntry now = draft.session(entry.session());
        if (now == null) {
            return;
        }
        if (now.phase() instanceof Phase.Leased leased) {
            endLease(draft, now, leased.epoch(), outcome.name().toLowerCase(java.util.Locale.ROOT));
        }
        remember(draft, now, outcome, settings);
        draft.say(
                new SchedulingEvent.Closed(
                        now.org(),
                        now.session(),
                        outcome,
                        detail,
                        draft.state().config().policies(now.place()),
                        draft.now()));
        if (now.parent() != null) {
            wake(draft, draft.session(now.parent()));
        }
    }

    static void endLease(Draft draft, SessionEntry entry, long epoch, String reason) {
        draft.answer(
                new LeaseEvent.Ended(entry.session(), entry.org(), epoch, reason, draft.now()));
    }

    /// Back in line, at its old place.
    static void requeue(Draft draft, SessionEntry entry, long epoch, String reason, int crashes) {
        draft.say(
                new SchedulingEvent.Requeued(
                        entry.org(), entry.session(), epoch, reason, crashes, draft.now()));
    }

    /// A parked session whose wait is satisfied goes back in line.
    static void wake(Draft draft, @Nullable SessionEntry entry) {
        if (entry != null
                && entry.phase() instanceof Phase.Parked parked
                && Satisfaction.holds(draft, entry, parked.waitFor())) {
            requeue(draft, entry, entry.lastEpoch(), "wait_satisfied", entry.steps().crashes());
        }
    }

    static void park(Draft draft, SessionEntry entry, WaitFor waitFor) {
        draft.say(new SchedulingEvent.Parked(entry.org(), entry.session(), waitFor, draft.now()));
    }

    /// Tells the holder to stop. It keeps its slot until it has, or is gone.
    static void stop(Draft draft, SessionEntry entry, Stopping how, String reason, String by) {
        if (entry.phase() instanceof Phase.Leased leased) {
            draft.note(new SchedulerEvent.Stopped(entry.session(), how));
            draft.answer(
                    new LeaseEvent.Revoked(
                            entry.session(), entry.org(), leased.epoch(), reason, by, draft.now()));
        }
    }

    /// Counts, or no longer counts, the session's run against its source.
    static void charge(Draft draft, SessionEntry entry, boolean charged) {
        SourceKey source = entry.source();
        if (source != null && source.charged() != charged) {
            draft.note(new SchedulerEvent.Sourced(entry.session(), source.charged(charged)));
        }
    }

    private static void remember(
            Draft draft, SessionEntry entry, Outcome outcome, SchedulerSettings settings) {
        SourceKey source = entry.source();
        if (source == null) {
            return;
        }
        boolean success = outcome == Outcome.SUCCESS;
        draft.note(
                new SchedulerEvent.Remember(
                        source.hash(),
                        new Remembered(
                                entry.session(), !success, source.dispatches(), draft.tick())));
        if (!success && source.charged() && source.dispatches() >= settings.maxDispatches()) {
            draft.say(
                    new SchedulingEvent.Escalated(
                            entry.org(),
                            entry.session(),
                            "dispatches",
                            source.dispatches(),
                            draft.now()));
        }
    }
}
