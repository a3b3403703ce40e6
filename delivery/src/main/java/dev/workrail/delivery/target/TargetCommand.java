package dev.workrail.delivery.target;

import dev.workrail.contracts.delivery.AttemptResult;
import dev.workrail.contracts.id.DeliveryId;

/// What can happen to a target.
public sealed interface TargetCommand {
    /// A session asks for a delivery.
    record Request(Entry entry) implements TargetCommand {}

    /// A person asks for a dead-lettered delivery once more; that puts a disabled target back into
    /// use.
    record Redeliver(Entry entry) implements TargetCommand {}

    /// An attempt is over.
    record Finish(DeliveryId delivery, int attempt, AttemptResult result)
            implements TargetCommand {}

    /// Time passed.
    record Tick() implements TargetCommand {}
}
