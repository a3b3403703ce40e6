package dev.workrail.projections.read;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.view.SessionStatus;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which sessions of an org. Every condition given must hold; an empty set asks for nothing.
///
/// @param goal words that must all be in the goal, whole and in any order; sorted by created alone
/// @param from at or after, by the time that the list is sorted by; by when they were accepted
///   where it is sorted by something else
/// @param until before, by the same time
/// @param rootsOnly no children of other sessions
public record SessionFilter(
        Set<SessionStatus> statuses,
        Set<Outcome> outcomes,
        @Nullable String workflow,
        @Nullable TriggerId trigger,
        @Nullable WorkspaceId workspace,
        @Nullable SessionId root,
        @Nullable String goal,
        @Nullable Instant from,
        @Nullable Instant until,
        boolean rootsOnly) {
    /// Every session.
    public static final SessionFilter ALL =
            new SessionFilter(Set.of(), Set.of(), null, null, null, null, null, null, null, false);

    public SessionFilter {
        statuses = Set.copyOf(statuses);
        outcomes = Set.copyOf(outcomes);
    }
}
