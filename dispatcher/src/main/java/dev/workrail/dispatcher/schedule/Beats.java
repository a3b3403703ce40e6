package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.fleet.FleetEvent;

/// What a heartbeat says: the worker is there, and what it runs.
final class Beats {
    private Beats() {}

    static void beat(Draft draft, FleetEvent.Heartbeat heartbeat, SchedulerSettings settings) {
        draft.note(new SchedulerEvent.WorkerSeen(heartbeat, draft.heard()));
        String worker = Index.workerKey(heartbeat.worker().value());
        for (var held : draft.state().index().holdersOf(worker)) {
            SessionEntry entry = draft.session(held.getKey());
            if (entry != null && entry.stopping() != null && !names(heartbeat, entry)) {
                Segments.over(draft, entry, settings);
            }
        }
    }

    /// A worker that was told to stop a session and does not name it any more has stopped it. Of a
    /// session that may still run, one silent heartbeat says nothing: it may be older than the
    /// grant.
    private static boolean names(FleetEvent.Heartbeat heartbeat, SessionEntry entry) {
        return heartbeat.running().stream()
                .anyMatch(running -> running.session().equals(entry.session()));
    }
}
