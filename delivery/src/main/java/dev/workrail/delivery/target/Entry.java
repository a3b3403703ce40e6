package dev.workrail.delivery.target;

import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.SessionId;

/// A delivery in a target's queue; its body lies elsewhere.
///
/// @param name the target's name within its trigger
/// @param attempts how many were begun
public record Entry(
        DeliveryId delivery,
        SessionId session,
        String name,
        String status,
        int sequence,
        int attempts) {

    Entry attempted() {
        return new Entry(delivery, session, name, status, sequence, attempts + 1);
    }

    /// Whether `other` says something newer about the same session to the same target.
    boolean supersededBy(Entry other) {
        return session.equals(other.session)
                && name.equals(other.name)
                && other.sequence > sequence;
    }
}
