package dev.workrail.console.sessions;

import dev.workrail.console.live.LiveTail;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;

/// Which sessions an org has, from the views and from the tail. Thread-safe; blocks.
@Singleton
public final class KnownSessions {
    private final LiveTail tail;

    public KnownSessions(LiveTail tail) {
        this.tail = tail;
    }

    /// @throws ProblemException 404 where the org has no such session
    public void expect(OrgId org, SessionId session) {
        if (!tail.orgOf(session).filter(org::equals).isPresent()) {
            throw ProblemException.notFound(
                    "session '%s' does not exist in this org".formatted(session));
        }
    }
}
