package dev.workrail.projections.erasure;

import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.Position;
import dev.workrail.platform.kafka.TransientFaultException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Says on `wr.sessions` that sessions of a deleted org are erased, so that whoever folds them
/// forgets them. Said twice it is the same fact. Thread-safe; blocks.
public final class ErasureFacts {
    private static final String SOURCE = "/workrail/projections";

    private final EventPublisher publisher;
    private final Clock clock;

    public ErasureFacts(EventPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    /// Returns once the log has it.
    ///
    /// @throws TransientFaultException where it cannot be written now
    void orgDeleted(OrgId org, Collection<SessionId> sessions) {
        Instant now = clock.instant();
        List<CompletableFuture<Position>> written =
                sessions.stream().map(session -> publish(org, session, now)).toList();
        try {
            for (CompletableFuture<Position> one : written) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new TransientFaultException("could not say what of " + org + " is erased", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFaultException("interrupted while " + org + " was erased", e);
        }
    }

    private CompletableFuture<Position> publish(OrgId org, SessionId session, Instant now) {
        String id = Ids.derive("fact", org.value(), session.value(), "org_deleted");
        return publisher.publish(
                Topics.SESSIONS,
                session.value(),
                EventCodec.envelope(
                        id,
                        SOURCE,
                        org + "/" + session,
                        now,
                        null,
                        new SessionRecord.Noted(
                                session, org, id, SOURCE, now, Fact.Erased.ORG_DELETED)));
    }
}
