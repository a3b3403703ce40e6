package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.EpochFilter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened, as the scheduler decided it. The state is the fold of these alone.
public sealed interface SchedulerEvent {
    /// Published on `wr.scheduling`.
    record Said(SchedulingEvent event) implements SchedulerEvent {}

    /// Published on `wr.leases`.
    record Answered(LeaseEvent event) implements SchedulerEvent {}

    /// Kept to itself: what it must know and nobody else needs to hear.
    sealed interface Noted extends SchedulerEvent {}

    record ConfigSet(ConfigKey key, ConfigRecord record) implements Noted {}

    record HoldSet(Hold hold) implements Noted {}

    /// Nothing can come any more that it would refuse.
    record HoldForgotten(String key) implements Noted {}

    record WorkerSeen(FleetEvent.Heartbeat heartbeat, Instant at) implements Noted {}

    record WorkerLost(WorkerId worker) implements Noted {}

    record Ticked(Instant at) implements Noted {}

    record TookOver(Instant at) implements Noted {}

    /// A claim moved the session's filter on.
    record Filtered(SessionId session, EpochFilter filter) implements Noted {}

    /// The holder wrote.
    ///
    /// @param checkpoint where the session would be resumed from now on
    /// @param pending commands that are still unanswered
    record Progressed(
            SessionId session, @Nullable Checkpoint checkpoint, List<Command> pending, Instant at)
            implements Noted {}

    record CommandKept(SessionId session, Command command) implements Noted {}

    record Stopped(SessionId session, Stopping how) implements Noted {}

    record CancelAsked(SessionId session) implements Noted {}

    /// The session's source, with what it was run for before.
    record Sourced(SessionId session, SourceKey source) implements Noted {}

    /// To be remembered for a week.
    record Remember(String hash, Remembered what) implements Noted {}

    /// When a schedule fires next; absent where it does not fire any more.
    record CronArmed(String key, @Nullable Instant next) implements Noted {}

    /// How far the round of waiting sessions has come.
    record Reported(@Nullable QueueRank to) implements Noted {}
}
