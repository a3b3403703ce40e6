package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.session.Checkpoint;

/// How events the scheduler keeps to itself change the state. Decides nothing.
final class NotedFold {
    private NotedFold() {}

    static SchedulerState noted(SchedulerState state, SchedulerEvent.Noted event) {
        return switch (event) {
            case SchedulerEvent.ConfigSet set ->
                    state.with(state.config().with(set.key(), set.record()));
            case SchedulerEvent.HoldSet set ->
                    state.withHolds(state.holds().with(Hold.key(set.hold().scope()), set.hold()));
            case SchedulerEvent.HoldForgotten forgotten ->
                    state.withHolds(state.holds().without(forgotten.key()));
            case SchedulerEvent.WorkerSeen seen ->
                    state.with(
                            WorkerEntry.after(
                                    state.workers().get(seen.heartbeat().worker()),
                                    seen.heartbeat(),
                                    seen.at(),
                                    state.window()));
            case SchedulerEvent.WorkerLost lost -> state.without(lost.worker());
            case SchedulerEvent.Ticked ticked ->
                    state.with(state.pulse().ticked(ticked.at(), state.window()));
            case SchedulerEvent.TookOver took -> state.with(state.pulse().takenOver(took.at()));
            case SchedulerEvent.CronArmed armed -> state.withCron(armed.key(), armed.next());
            case SchedulerEvent.Reported reported ->
                    state.with(state.pulse().reported(reported.to()));
            case SchedulerEvent.Remember ignored -> state;
            case SchedulerEvent.Filtered filtered -> {
                SessionEntry entry = state.sessions().get(filtered.session());
                yield entry == null ? state : state.with(entry.filtered(filtered.filter()));
            }
            case SchedulerEvent.Progressed progressed -> progressed(state, progressed);
            case SchedulerEvent.CommandKept kept -> {
                SessionEntry entry = state.sessions().get(kept.session());
                yield entry == null ? state : state.with(entry.keeping(kept.command()));
            }
            case SchedulerEvent.Stopped stopped -> {
                SessionEntry entry = state.sessions().get(stopped.session());
                yield entry == null ? state : state.with(entry.stopping(stopped.how()));
            }
            case SchedulerEvent.CancelAsked asked -> {
                SessionEntry entry = state.sessions().get(asked.session());
                yield entry == null ? state : state.with(entry.cancelling());
            }
            case SchedulerEvent.Sourced sourced -> {
                SessionEntry entry = state.sessions().get(sourced.session());
                yield entry == null ? state : state.with(entry.sourced(sourced.source()));
            }
        };
    }

    private static SchedulerState progressed(
            SchedulerState state, SchedulerEvent.Progressed progressed) {
        SessionEntry entry = state.sessions().get(progressed.session());
        if (entry == null) {
            return state;
        }
        SessionEntry next = entry.keepingAll(progressed.pending());
        Checkpoint checkpoint = progressed.checkpoint();
        if (checkpoint != null && checkpoint.stepId() != null) {
            next = next.stepped(next.steps().at(checkpoint.stepId()));
        }
        if (next.phase() instanceof Phase.Leased leased
                && progressed.at().isAfter(leased.heardAt())) {
            next =
                    next.in(
                            new Phase.Leased(
                                    leased.epoch(),
                                    leased.claim(),
                                    leased.worker(),
                                    leased.since(),
                                    progressed.at()));
        }
        return state.with(next);
    }
}
