package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Outcome;
import java.time.Duration;
import java.time.Instant;

/// What time brings about: leases expire, offers come back, waits and wall clocks run out.
///
/// Only the clock of the ticks counts, and only once it has run without a gap for a window: what a
/// backlog has not shown yet is not missing.
final class Ticks {
    /// What a worker gets to end a session by itself before its lease is taken.
    private static final Duration WALL_CLOCK_GRACE = Duration.ofMinutes(2);

    private Ticks() {}

    static void ticked(Draft draft, Recall recall, SchedulerSettings settings) {
        draft.note(new SchedulerEvent.Ticked(draft.now()));
        if (draft.state().pulse().mayExpire(settings.window())) {
            workers(draft, settings);
            slots(draft, settings);
        }
        wakes(draft);
        parks(draft, settings);
        holds(draft);
        Pauses.repeat(draft);
        Crons.fire(draft, recall, settings);
        Waits.round(draft, settings);
    }

    private static void workers(Draft draft, SchedulerSettings settings) {
        Instant silent = draft.tick().minus(settings.window());
        for (WorkerEntry worker : draft.state().workers().values()) {
            boolean holds =
                    !draft.state()
                            .index()
                            .holdersOf(Index.workerKey(worker.worker().value()))
                            .isEmpty();
            if (worker.seenAt().isBefore(silent) && !holds) {
                draft.note(new SchedulerEvent.WorkerLost(worker.worker()));
            }
        }
    }

    private static void slots(Draft draft, SchedulerSettings settings) {
        for (var holder : draft.state().index().holdersOf(Place.DOMAIN_KEY)) {
            SessionEntry entry = draft.session(holder.getKey());
            if (entry != null) {
                switch (entry.phase()) {
                    case Phase.Issued issued -> issued(draft, entry, issued, settings);
                    case Phase.Leased leased -> leased(draft, entry, leased, settings);
                    case Phase.Waiting ignored -> {}
                    case Phase.Parked ignored -> {}
                }
            }
        }
    }

    private static void issued(
            Draft draft, SessionEntry entry, Phase.Issued issued, SchedulerSettings settings) {
        if (issued.since().plus(settings.claimTimeout()).isBefore(draft.tick())) {
            Endings.requeue(draft, entry, issued.epoch(), "never_claimed", entry.steps().crashes());
        }
    }

    private static void leased(
            Draft draft, SessionEntry entry, Phase.Leased leased, SchedulerSettings settings) {
        if (heard(draft, entry, leased).plus(settings.window()).isBefore(draft.tick())) {
            expire(draft, entry, leased, settings);
        } else if (entry.stopping() == null && overtime(draft, entry, leased)) {
            Endings.stop(
                    draft,
                    entry,
                    new Stopping(
                            Outcome.TIMEOUT,
                            "ran longer than " + entry.sessionMinutes() + " minutes"),
                    "timeout",
                    "dispatcher");
        }
    }

    /// The last sign of life: a heartbeat that names the lease, or a record under it.
    private static Instant heard(Draft draft, SessionEntry entry, Phase.Leased leased) {
        WorkerEntry worker = draft.state().workers().get(leased.worker());
        WorkerEntry.Listing listing = worker == null ? null : worker.listed().get(entry.session());
        return listing != null
                        && listing.epoch() == leased.epoch()
                        && listing.at().isAfter(leased.heardAt())
                ? listing.at()
                : leased.heardAt();
    }

    private static boolean overtime(Draft draft, SessionEntry entry, Phase.Leased leased) {
        Duration held =
                Duration.between(leased.since(), draft.tick())
                        .plusMillis(entry.steps().heldMillis());
        return held.compareTo(Duration.ofMinutes(entry.sessionMinutes()).plus(WALL_CLOCK_GRACE))
                > 0;
    }

    private static void expire(
            Draft draft, SessionEntry entry, Phase.Leased leased, SchedulerSettings settings) {
        draft.answer(
                new LeaseEvent.Expired(
                        entry.session(),
                        entry.org(),
                        leased.epoch(),
                        leased.worker(),
                        draft.now()));
        if (Segments.over(draft, entry, settings)) {
            return;
        }
        int crashes = entry.steps().crashes() + 1;
        if (crashes < settings.maxCrashes()) {
            Endings.requeue(draft, entry, leased.epoch(), "expired", crashes);
            return;
        }
        draft.say(
                new SchedulingEvent.Escalated(
                        entry.org(), entry.session(), "crashes", crashes, draft.now()));
        Endings.close(
                draft,
                entry,
                Outcome.ESCALATED,
                "its worker was lost %d times in the same step".formatted(crashes),
                settings);
    }

    private static void holds(Draft draft) {
        for (var hold : draft.state().holds()) {
            if (hold.getValue().isOver(draft.tick())) {
                draft.note(new SchedulerEvent.HoldForgotten(hold.getKey()));
            }
        }
    }

    private static void wakes(Draft draft) {
        var due = draft.state().index().wakes().first();
        while (due != null && !due.getKey().at().isAfter(draft.tick())) {
            Endings.wake(draft, draft.session(due.getValue()));
            due = draft.state().index().wakes().above(due.getKey());
        }
    }

    private static void parks(Draft draft, SchedulerSettings settings) {
        var first = draft.state().index().parked().first();
        if (first == null
                || !first.getKey().at().plus(settings.parkLimit()).isBefore(draft.tick())) {
            return;
        }
        SessionEntry entry = draft.session(first.getValue());
        if (entry != null) {
            Endings.close(
                    draft,
                    entry,
                    Outcome.ESCALATED,
                    "parked for longer than " + settings.parkLimit().toDays() + " days",
                    settings);
        }
    }
}
