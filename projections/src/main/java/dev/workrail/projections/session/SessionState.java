package dev.workrail.projections.session;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import org.jspecify.annotations.Nullable;

/// All that both logs have said about one session; what the fold keeps between records.
///
/// @param session absent before the first record
public record SessionState(
        @Nullable SessionId session, @Nullable OrgId org, ScheduleState schedule, LogState log) {
    /// Before the first record.
    public static final SessionState START =
            new SessionState(null, null, ScheduleState.START, LogState.START);
}
