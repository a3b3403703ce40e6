package dev.workrail.console.sessions;

import dev.workrail.console.live.LiveTail;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.SessionReader;
import jakarta.inject.Singleton;

/// Which sessions an org has, from the tail and from the views. Thread-safe; blocks.
@Singleton
public final class KnownSessions {
    private final LiveTail tail;
    private final SessionReader sessions;

    public KnownSessions(LiveTail tail, SessionReader sessions) {
        this.tail = tail;
        this.sessions = sessions;
    }

    /// @throws ProblemException 404 where the org has no such session
    public void expect(OrgId org, SessionId session) {
        boolean heard = tail.orgOf(session).filter(org::equals).isPresent();
        if (!heard && sessions.find(org, session).isEmpty()) {
            throw missing(session);
        }
    }

    /// @throws ProblemException 404 where the org has no such session, 409 `not_over` where it goes
    ///   on as far as the views know
    public void expectOver(OrgId org, SessionId session) {
        expect(org, session);
        if (sessions.find(org, session).filter(view -> view.ending() == null).isPresent()) {
            throw ProblemException.of(
                    ProblemCode.NOT_OVER,
                    "session '%s' is not over; what it does cannot be run again yet"
                            .formatted(session));
        }
    }

    /// @throws ProblemException 404 where the views have no such session
    public SessionView get(OrgId org, SessionId session) {
        return sessions.find(org, session).orElseThrow(() -> missing(session));
    }

    private static ProblemException missing(SessionId session) {
        return ProblemException.notFound(
                "session '%s' does not exist in this org".formatted(session));
    }
}
