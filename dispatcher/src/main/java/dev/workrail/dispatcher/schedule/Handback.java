package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.EpochFilter.Verdict;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.WaitFor;
import java.time.Duration;

/// What follows when the holder of a session gives it back unfinished.
///
/// Draining says nothing of the session. A failure says that this worker could not go on for a
/// reason that is not the session's own, so another may; whether it can is tried ever more rarely,
/// and when nobody could, a person must look: a session that is offered for ever never ends.
final class Handback {
    /// The reason of a release and of the requeueing that follows it.
    static final String FAILED = "failed";

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private Handback() {}

    static void released(Draft draft, SessionRecord.Released released, SchedulerSettings settings) {
        SessionEntry entry = draft.session(released.session());
        if (entry == null
                || entry.filter().verdict(released) != Verdict.VALID
                || !(entry.phase() instanceof Phase.Leased leased)
                || leased.epoch() != released.epoch()
                || Segments.over(draft, entry, settings)) {
            return;
        }
        Endings.endLease(draft, entry, leased.epoch(), released.reason());
        Endings.charge(draft, entry, false);
        if (released.reason().equals(FAILED)) {
            failed(draft, entry, released, settings);
        } else {
            String reason = released.reason().equals("drained") ? "drained" : "released";
            Endings.requeue(draft, entry, leased.epoch(), reason, entry.steps().crashes());
        }
    }

    private static void failed(
            Draft draft,
            SessionEntry entry,
            SessionRecord.Released released,
            SchedulerSettings settings) {
        int failures = entry.steps().failures() + 1;
        if (failures >= settings.maxFailures()) {
            escalate(draft, entry, failures, released, settings);
            return;
        }
        Endings.requeue(draft, entry, released.epoch(), FAILED, entry.steps().crashes());
        SessionEntry waiting = draft.session(entry.session());
        if (waiting != null) {
            Endings.park(
                    draft, waiting, new WaitFor.Timer(draft.tick().plus(pauseAfter(failures))));
        }
    }

    private static void escalate(
            Draft draft,
            SessionEntry entry,
            int failures,
            SessionRecord.Released last,
            SchedulerSettings settings) {
        draft.say(
                new SchedulingEvent.Escalated(
                        entry.org(), entry.session(), "failures", failures, draft.now()));
        String why = last.detail() == null ? "" : "; the last said: " + last.detail();
        Endings.close(
                draft,
                entry,
                Outcome.ESCALATED,
                "no worker could go on with it, %d times in the same step%s"
                        .formatted(failures, why),
                settings);
    }

    private static Duration pauseAfter(int failures) {
        Duration pause = FIRST_PAUSE;
        for (int i = 1; i < failures && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
