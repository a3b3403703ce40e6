package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.trigger.TriggerEvent;
import java.time.Instant;

/// What the scheduler decides on. Everything it may know comes in one of these.
public sealed interface Input {
    /// An occurrence from `wr.triggers`.
    record Accepted(TriggerEvent.Accepted event, Recall recall) implements Input {}

    /// An entry of `wr.config`.
    record Configured(ConfigKey key, ConfigRecord record) implements Input {}

    /// A record of `wr.sessions`, not yet filtered.
    record Logged(SessionRecord record, Specs specs) implements Input {}

    /// A command.
    record Commanded(Command command, Specs specs) implements Input {}

    /// A worker's heartbeat.
    record Beat(FleetEvent.Heartbeat heartbeat) implements Input {}

    /// A tick. The time it stands for is the `now` of the decision.
    record Ticked(Recall recall) implements Input {}

    /// This task took over at `at`: what it reads from before is backlog.
    record TookOver(Instant at) implements Input {}
}
