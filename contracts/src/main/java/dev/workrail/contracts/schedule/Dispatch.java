package dev.workrail.contracts.schedule;

import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.OfSession;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A session offered to the workers of a pool. Taking it is not enough: the taker must claim
/// `epoch` and be granted it.
///
/// @param attempt 1 for the first dispatch of the session
/// @param resume the checkpoint known when it was issued, so that a worker can prepare; the grant's
///   is the final one
public record Dispatch(
        SessionSpec spec,
        DomainId domain,
        PoolId pool,
        long epoch,
        int attempt,
        @Nullable Checkpoint resume,
        Instant issuedAt)
        implements OfSession {
    @Override
    public SessionId session() {
        return spec.session();
    }

    public OrgId org() {
        return spec.org();
    }
}
