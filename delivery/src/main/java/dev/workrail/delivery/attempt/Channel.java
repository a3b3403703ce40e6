package dev.workrail.delivery.attempt;

import dev.workrail.contracts.delivery.AttemptResult;
import dev.workrail.contracts.delivery.DeliveryRequest;

/// A way to post to one kind of target. Providers' own APIs plug in here.
///
/// An attempt may be a repeat of one whose result was lost, so it must be harmless to make twice:
/// by an id the receiver knows, or by looking first whether it is already done. Implementations are
/// thread-safe, bound their own time, and block the calling virtual thread.
@FunctionalInterface
public interface Channel {
    /// Makes one attempt. Never throws for what the outside does: that is a result.
    AttemptResult attempt(DeliveryRequest request) throws InterruptedException;
}
