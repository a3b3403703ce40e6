package dev.workrail.projections.session;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that both logs have said about one session; what the fold keeps between records.
///
/// @param session absent before the first record
/// @param erased set once nothing is to be kept of the session; all else is as before the first
///   record then
public record SessionState(
        @Nullable SessionId session,
        @Nullable OrgId org,
        ScheduleState schedule,
        LogState log,
        @Nullable Erasure erased) {
    /// Before the first record.
    public static final SessionState START =
            new SessionState(null, null, ScheduleState.START, LogState.START, null);

    /// That a session was erased. It is remembered for good, so that no later record, and none that
    /// the other log has from before, brings anything back.
    ///
    /// @param commits whose proof records the session contributed to
    /// @param proofs whether it is to be taken out of them
    public record Erasure(Instant at, List<String> commits, boolean proofs) {
        public Erasure {
            commits = commits == null ? List.of() : List.copyOf(commits);
        }
    }

    /// Nothing of it is kept but that, and which commits it spoke of.
    SessionState erased(SessionId id, OrgId of, Erasure erasure) {
        return new SessionState(id, of, ScheduleState.START, LogState.START, erasure);
    }

    /// As one that spoke of `commits`, which only who reads its evidence can tell.
    public SessionState speakingOf(List<String> commits) {
        return erased == null
                ? this
                : new SessionState(
                        session,
                        org,
                        schedule,
                        log,
                        new Erasure(erased.at(), commits, erased.proofs()));
    }
}
