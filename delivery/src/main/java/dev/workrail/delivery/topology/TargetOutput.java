package dev.workrail.delivery.topology;

import dev.workrail.contracts.delivery.DeliveryEvent;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.view.DeadLetter;

/// What the target processor writes.
sealed interface TargetOutput {
    /// To `wr.deliveries`.
    record Event(Envelope<DeliveryEvent> envelope) implements TargetOutput {}

    /// To `wr.dead-letters`.
    record Letter(Envelope<DeadLetter> envelope) implements TargetOutput {}
}
