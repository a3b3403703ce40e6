package dev.workrail.console.retention;

import dev.workrail.console.audit.Act;
import dev.workrail.console.audit.AuditTrail;
import dev.workrail.console.sessions.KnownSessions;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/// Pins trees of sessions: what is pinned is erased by no clean-up, and what is being erased cannot
/// be pinned any more. Thread-safe; blocks.
@Singleton
final class Pins {
    private static final String NOUN = "pin";

    private final TenantTx transactions;
    private final PinRows rows;
    private final ErasedSessionRows erased;
    private final KnownSessions sessions;
    private final AuditTrail audit;
    private final Clock clock;

    Pins(
            TenantTx transactions,
            PinRows rows,
            ErasedSessionRows erased,
            KnownSessions sessions,
            AuditTrail audit,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.erased = erased;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    List<Pin> after(OrgId org, String after, int limit) {
        return transactions.call(
                org, () -> rows.after(after, limit).stream().map(PinEntity::read).toList());
    }

    /// Pins the tree a session is of; one that is pinned stays as it is.
    ///
    /// @param by their subject
    /// @throws ProblemException 404, or 409 `erased`
    Pin pin(OrgId org, SessionId session, String by) {
        SessionId root = root(sessions.get(org, session));
        return transactions.call(
                org,
                () -> {
                    rows.lock(org);
                    if (erased.has(root)) {
                        throw ProblemException.of(
                                ProblemCode.ERASED,
                                "a clean-up has decided on session '%s'; it is being erased"
                                        .formatted(session));
                    }
                    return rows.findByIdOptional(root.value())
                            .map(PinEntity::read)
                            .orElseGet(() -> made(root, session, by));
                });
    }

    /// @throws ProblemException 404 where the session's tree is not pinned
    void unpin(OrgId org, SessionId session) {
        SessionId root = root(sessions.get(org, session));
        transactions.call(
                org,
                () -> {
                    PinEntity row =
                            rows.findByIdOptional(root.value())
                                    .orElseThrow(() ->
                                            ProblemException.notFound(
                                                    "session '%s' is not pinned"
                                                            .formatted(session)));
                    rows.delete(row);
                    audit.within(Act.on(NOUN, root.value(), "delete", row.read(), null));
                    return true;
                });
    }

    private Pin made(SessionId root, SessionId session, String by) {
        PinEntity row = new PinEntity();
        row.rootId = root.value();
        row.sessionId = session.value();
        row.createdAt = clock.instant();
        row.createdBy = by;
        rows.persist(row);
        audit.within(Act.made(NOUN, root.value(), "create", row.read()));
        return row.read();
    }

    private static SessionId root(SessionView view) {
        return view.work() == null ? view.session() : view.work().root();
    }
}
