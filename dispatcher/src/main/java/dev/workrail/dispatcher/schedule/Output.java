package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.trigger.TriggerEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a decision asks to be written besides its events.
public sealed interface Output {
    /// Offer a session to its pool.
    record Offer(SessionId session, PoolId pool, long epoch, int attempt, Instant at)
            implements Output {}

    /// An accepted occurrence that is not taken.
    ///
    /// @param event absent where the input itself is meant
    record Letter(TriggerEvent.@Nullable Accepted event, String code, String cause, Instant at)
            implements Output {}
}
