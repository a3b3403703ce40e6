package dev.workrail.delivery.topology;

import dev.workrail.contracts.delivery.DeliveryRequest;
import java.time.Instant;

/// A delivery as the topology keeps it.
///
/// @param round 0, and one more each time a person asks for it again
/// @param since when it came to its phase
record StoredRequest(DeliveryRequest request, Phase phase, int round, Instant since) {
    enum Phase {
        /// Waits, or is being attempted.
        OPEN,
        /// A dead letter.
        DEAD,
        /// Delivered or superseded.
        DONE
    }

    StoredRequest now(Phase next, Instant at) {
        return new StoredRequest(request, next, round, at);
    }

    StoredRequest askedAgain(Instant at) {
        return new StoredRequest(request, Phase.OPEN, round + 1, at);
    }
}
