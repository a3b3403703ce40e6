package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.dispatcher.tree.SortedTree;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Everything the scheduler knows, as a value: the fold of its own events.
///
/// Slots are never counted up or down: who holds one follows from the sessions and their leases, so
/// none can leak. Sessions that are over are not here. Thread-safe.
///
/// @param window how long a lease lives after its last heartbeat
/// @param crons next fire time of each schedule, by trigger key
/// @param durations mean time a session of a trigger (and of the domain) holds a slot, milliseconds
public record SchedulerState(
        Duration window,
        SortedTree<SessionId, SessionEntry> sessions,
        Index index,
        SortedTree<WorkerId, WorkerEntry> workers,
        ConfigView config,
        SortedTree<String, Hold> holds,
        SortedTree<String, Pause> pauses,
        SortedTree<String, Instant> crons,
        SortedTree<String, Long> durations,
        Pulse pulse) {

    public static SchedulerState empty(Duration window) {
        return new SchedulerState(
                window,
                SortedTree.empty(),
                Index.EMPTY,
                SortedTree.empty(),
                ConfigView.EMPTY,
                SortedTree.empty(),
                SortedTree.empty(),
                SortedTree.empty(),
                SortedTree.empty(),
                Pulse.START);
    }

    /// The state after `event`.
    public SchedulerState evolve(SchedulerEvent event) {
        return switch (event) {
            case SchedulerEvent.Said said -> SessionFold.said(with(pulse.saidOne()), said.event());
            case SchedulerEvent.Answered answered ->
                    SessionFold.answered(with(pulse.saidOne()), answered.event());
            case SchedulerEvent.Noted noted -> NotedFold.noted(this, noted);
        };
    }

    /// Sessions that wait for a slot.
    public int waiting() {
        return index.waitingIn(Place.DOMAIN_KEY).size();
    }

    /// Sessions that hold a slot, offered or running.
    public int holding() {
        return index.holdersOf(Place.DOMAIN_KEY).size();
    }

    /// Sessions that wait for something other than a slot.
    public int parked() {
        return index.parked().size();
    }

    /// Slots of the workers that take dispatches.
    public int slots() {
        return workers.values().stream()
                .filter(worker -> !worker.draining())
                .mapToInt(WorkerEntry::slots)
                .sum();
    }

    SchedulerState with(SessionEntry entry) {
        SessionEntry before = sessions.get(entry.session());
        return with(sessions.with(entry.session(), entry), index.replace(before, entry));
    }

    SchedulerState without(SessionEntry entry) {
        return with(sessions.without(entry.session()), index.replace(entry, null));
    }

    SchedulerState with(WorkerEntry worker) {
        return withWorkers(workers.with(worker.worker(), worker));
    }

    SchedulerState without(WorkerId worker) {
        return withWorkers(workers.without(worker));
    }

    SchedulerState with(ConfigView next) {
        return new SchedulerState(
                window, sessions, index, workers, next, holds, pauses, crons, durations, pulse);
    }

    SchedulerState withHolds(SortedTree<String, Hold> next) {
        return new SchedulerState(
                window, sessions, index, workers, config, next, pauses, crons, durations, pulse);
    }

    SchedulerState withPauses(SortedTree<String, Pause> next) {
        return new SchedulerState(
                window, sessions, index, workers, config, holds, next, crons, durations, pulse);
    }

    SchedulerState withCron(String key, @Nullable Instant next) {
        var all = next == null ? crons.without(key) : crons.with(key, next);
        return new SchedulerState(
                window, sessions, index, workers, config, holds, pauses, all, durations, pulse);
    }

    SchedulerState withDuration(String key, long millis) {
        return new SchedulerState(
                window,
                sessions,
                index,
                workers,
                config,
                holds,
                pauses,
                crons,
                durations.with(key, millis),
                pulse);
    }

    SchedulerState with(Pulse next) {
        return new SchedulerState(
                window, sessions, index, workers, config, holds, pauses, crons, durations, next);
    }

    private SchedulerState with(SortedTree<SessionId, SessionEntry> all, Index next) {
        return new SchedulerState(
                window, all, next, workers, config, holds, pauses, crons, durations, pulse);
    }

    private SchedulerState withWorkers(SortedTree<WorkerId, WorkerEntry> next) {
        return new SchedulerState(
                window, sessions, index, next, config, holds, pauses, crons, durations, pulse);
    }
}
