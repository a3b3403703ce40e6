package dev.workrail.dispatcher.topology;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.dispatcher.schedule.Input;
import dev.workrail.dispatcher.schedule.Recall;
import dev.workrail.dispatcher.schedule.Specs;
import org.jspecify.annotations.Nullable;

/// Names what a record is to the decider; absent where it concerns another domain or nobody here.
record Inputs(DomainId domain, Recall recall, Specs specs) {

    @Nullable Input of(@Nullable String key, Object data) {
        return switch (data) {
            case TriggerEvent.Accepted accepted ->
                    accepted.config().domain().equals(domain)
                            ? new Input.Accepted(accepted, recall)
                            : null;
            case ConfigRecord record -> configured(key, record);
            case SessionRecord record -> new Input.Logged(record, specs);
            case Command command -> new Input.Commanded(command, specs);
            case FleetEvent.Heartbeat heartbeat ->
                    heartbeat.domain().equals(domain) ? new Input.Beat(heartbeat) : null;
            case FleetEvent.Tick tick ->
                    tick.domain().equals(domain) ? new Input.Ticked(recall) : null;
            default -> null;
        };
    }

    /// What lies under no key of its own is left out; the configuration caches of the other roles
    /// make it a dead letter.
    private static @Nullable Input configured(@Nullable String text, ConfigRecord record) {
        return ConfigKey.find(text)
                .filter(record::isUnder)
                .map(key -> new Input.Configured(key, record))
                .orElse(null);
    }
}
