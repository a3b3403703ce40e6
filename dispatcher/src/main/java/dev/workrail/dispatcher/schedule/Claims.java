package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.schedule.Allowance;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.EpochFilter;
import dev.workrail.contracts.session.EpochFilter.Verdict;
import dev.workrail.contracts.session.SessionRecord;

/// Answers claims: every one is granted or refused, and no epoch is granted twice.
final class Claims {
    private Claims() {}

    static void claimed(
            Draft draft, SessionRecord.Claimed claim, Specs specs, SchedulerSettings settings) {
        SessionEntry entry = draft.session(claim.session());
        if (entry == null) {
            // A session that is neither here nor known to be over belongs to another domain.
            if (specs.find(claim.session()) != null) {
                refuse(draft, claim, "session_over");
            }
            return;
        }
        if (entry.filter().verdict(claim) != Verdict.CLAIM) {
            boolean repeated = claim.claim().equals(entry.filter().holder());
            if (!repeated) {
                refuse(draft, claim, "epoch_taken");
            }
            return;
        }
        EpochFilter filter = entry.filter().after(claim);
        draft.note(new SchedulerEvent.Filtered(claim.session(), filter));
        if (entry.phase() instanceof Phase.Issued issued && issued.epoch() == claim.epoch()) {
            grant(draft, entry, claim, settings);
        } else {
            refuse(draft, claim, "superseded");
            fence(draft, entry, claim);
        }
    }

    private static void grant(
            Draft draft,
            SessionEntry entry,
            SessionRecord.Claimed claim,
            SchedulerSettings settings) {
        Endings.charge(draft, entry, true);
        draft.answer(
                new LeaseEvent.Granted(
                        claim.session(),
                        claim.org(),
                        claim.epoch(),
                        claim.claim(),
                        claim.worker(),
                        settings.window(),
                        null,
                        entry.pending(),
                        Allowance.UNLIMITED,
                        draft.now()));
        draft.say(
                new SchedulingEvent.Leased(
                        claim.org(), claim.session(), claim.epoch(), claim.worker(), draft.now()));
    }

    /// A claim above what was issued voids, for every reader, what the present holder writes: its
    /// slot is free and the session must go out under a higher epoch.
    private static void fence(Draft draft, SessionEntry entry, SessionRecord.Claimed claim) {
        long below =
                switch (entry.phase()) {
                    case Phase.Issued issued -> issued.epoch();
                    case Phase.Leased leased -> leased.epoch();
                    case Phase.Waiting ignored -> Long.MAX_VALUE;
                    case Phase.Parked ignored -> Long.MAX_VALUE;
                };
        if (claim.epoch() < below) {
            return;
        }
        if (entry.phase() instanceof Phase.Leased) {
            draft.answer(
                    new LeaseEvent.Revoked(
                            claim.session(), claim.org(), below, "fenced", null, draft.now()));
        }
        Endings.requeue(draft, entry, below, "never_claimed", entry.steps().crashes());
    }

    private static void refuse(Draft draft, SessionRecord.Claimed claim, String reason) {
        draft.answer(
                new LeaseEvent.Refused(
                        claim.session(),
                        claim.org(),
                        claim.epoch(),
                        claim.claim(),
                        reason,
                        draft.now()));
    }
}
