package dev.workrail.projections.read;

import dev.workrail.contracts.session.Outcome;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened in one hour or day, UTC. What a session used counts where it ended.
///
/// @param accepted sessions accepted in it
/// @param outcomes sessions that ended in it, by kind; kinds that did not occur are left out
/// @param averageWaitMs from queued to started, of the sessions that ended in it
/// @param averageRunMs from started to ended
/// @param delivered deliveries that reached their target in it
/// @param deliveriesFailed deliveries given up in it
public record StatPoint(
        Instant from,
        long accepted,
        Map<Outcome, Long> outcomes,
        long inputTokens,
        long outputTokens,
        long costMicros,
        @Nullable Long averageWaitMs,
        @Nullable Long averageRunMs,
        long delivered,
        long deliveriesFailed) {
    public StatPoint {
        outcomes = Map.copyOf(outcomes);
    }
}
