package dev.workrail.console.operation;

import dev.workrail.console.access.Caller;
import dev.workrail.console.audit.Act;
import dev.workrail.console.audit.AuditTrail;
import dev.workrail.console.log.ConsoleLog;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.Change;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.Verification;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.ProofRecord;
import dev.workrail.contracts.view.ProofRecord.Contributor;
import dev.workrail.platform.kafka.Position;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Takes verifications that are made outside sessions: a fact in the log of the session that made
/// the commit, from where it comes into the proof record. It is of the tree that the record names.
/// Thread-safe; blocks.
@Singleton
public final class ProofDesk {
    private final ConsoleLog log;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;
    private final RandomGenerator random;

    public ProofDesk(
            ConsoleLog log, AuditTrail audit, Caller caller, Clock clock, RandomGenerator random) {
        this.log = log;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
        this.random = random;
    }

    /// A verification that was written.
    record Taken(String id, Position position) {}

    /// @param key the Idempotency-Key; absent where the request names itself not
    /// @throws dev.workrail.platform.problem.ProblemException 503 where the log does not answer
    Taken take(ProofRecord proof, VerificationInput.Checked said, @Nullable String key) {
        Instant now = clock.instant();
        String commit = proof.subject().commit();
        String by = caller.subject();
        String id =
                key == null
                        ? Ids.mint("ver", now, random)
                        : Ids.derive("ver", proof.org().value(), commit, by, key);
        SessionId session = session(proof);
        SessionRecord.Noted noted =
                new SessionRecord.Noted(
                        session,
                        proof.org(),
                        id,
                        by,
                        now,
                        new Fact.VerificationRecorded(verification(proof, said, by, now)));
        audit.before(
                proof.org(),
                id,
                null,
                Act.made("proof", commit, "verify", new Entered(id, session, said)));
        Position position =
                log.write(
                        Topics.SESSIONS,
                        session.value(),
                        EventCodec.envelope(
                                id,
                                ConsoleLog.SOURCE,
                                proof.org() + "/" + session,
                                now,
                                null,
                                noted));
        return new Taken(id, position);
    }

    /// What the audit log shows of it.
    private record Entered(String id, SessionId session, VerificationInput.Checked verification) {}

    private static Verification verification(
            ProofRecord proof, VerificationInput.Checked said, String by, Instant now) {
        ProofRecord.Subject subject = proof.subject();
        Change change =
                new Change(
                        Objects.requireNonNullElse(subject.repositoryUrl(), ""),
                        Objects.requireNonNullElse(subject.ref(), ""),
                        subject.commit(),
                        Objects.requireNonNullElse(subject.tree(), ""),
                        Objects.requireNonNullElse(subject.base(), ""));
        return new Verification(
                said.gate(),
                said.passed(),
                change,
                null,
                null,
                null,
                said.summary(),
                by,
                now,
                null);
    }

    private static SessionId session(ProofRecord proof) {
        return proof.sessions().stream()
                .filter(Contributor::author)
                .findFirst()
                .orElseGet(() -> proof.sessions().getFirst())
                .session();
    }
}
