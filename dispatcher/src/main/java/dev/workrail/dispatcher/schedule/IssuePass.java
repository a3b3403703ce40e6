package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import java.util.TreeMap;

/// Offers sessions to the fleet, in order of rank, until no slot is free or every line is bound.
///
/// Looks at the head of each line only: whoever stands behind a head is bound by the same limits.
/// One pass costs the number of lines, never the length of the queue. Fair shares change the order
/// in which lines are asked, and nothing else here.
final class IssuePass {
    private IssuePass() {}

    static void run(Draft draft, SchedulerSettings settings) {
        if (draft.state().index().heads().isEmpty()) {
            return;
        }
        TreeMap<PoolId, Integer> free = Fleet.free(draft.state(), draft.tick());
        var next = draft.state().index().heads().first();
        while (next != null && !free.isEmpty()) {
            QueueRank rank = next.getKey();
            SessionId head = draft.state().index().head(next.getValue());
            SessionEntry entry = draft.session(head);
            if (entry != null && mayStart(draft, entry, settings, free)) {
                issue(draft, entry);
                free.computeIfPresent(
                        entry.place().pool(), (_, slots) -> slots > 1 ? slots - 1 : null);
            }
            next = draft.state().index().heads().above(rank);
        }
    }

    private static boolean mayStart(
            Draft draft,
            SessionEntry entry,
            SchedulerSettings settings,
            TreeMap<PoolId, Integer> free) {
        return free.containsKey(entry.place().pool())
                && Bounds.binding(draft.state(), entry, settings.domain()) == null;
    }

    /// An epoch is never used again: it is above every one of the session and not below log time.
    private static void issue(Draft draft, SessionEntry entry) {
        long epoch = Math.max(entry.lastEpoch() + 1, draft.now().toEpochMilli());
        int attempt = entry.steps().dispatches() + 1;
        PoolId pool = entry.place().pool();
        draft.say(
                new SchedulingEvent.Dispatched(
                        entry.org(), entry.session(), epoch, attempt, pool, draft.now()));
        draft.put(new Output.Offer(entry.session(), pool, epoch, attempt, draft.now()));
    }
}
