package dev.workrail.console.events;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.trigger.TriggerEvent;
import java.util.Optional;

/// The occurrence that a record of the log holds. Pure.
final class WholeEvent {
    /// A version that every configured one is newer than: whether the trigger is enabled is asked
    /// of it as it is now.
    private static final long ANY_VERSION = 0;

    private WholeEvent() {}

    /// Empty where the record is not the org's, or not that event's.
    static Optional<TriggerEvent.Accepted> of(OrgId org, String id, Object record) {
        Optional<TriggerEvent.Accepted> held =
                switch (record) {
                    case TriggerEvent.Accepted accepted -> Optional.of(accepted);
                    case SchedulingEvent.Queued queued -> Optional.of(fired(queued.spec()));
                    default -> Optional.empty();
                };
        return held.filter(event -> event.org().equals(org) && event.id().value().equals(id));
    }

    /// What a schedule fired, as it lies in the decision that took it.
    private static TriggerEvent.Accepted fired(SessionSpec spec) {
        return new TriggerEvent.Accepted(
                spec.triggerEvent(),
                spec.org(),
                spec.trigger(),
                ANY_VERSION,
                "schedule",
                null,
                spec.source() == null ? null : spec.source().revision(),
                spec.source(),
                null,
                null,
                spec.acceptedAt(),
                spec.goal(),
                spec.context(),
                spec.referenceUrls());
    }
}
