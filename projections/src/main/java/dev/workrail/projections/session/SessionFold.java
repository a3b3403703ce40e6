package dev.workrail.projections.session;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.view.SessionView;
import java.util.Optional;

/// Folds the records of one session and derives its view. Pure: the same records of each log, in
/// that log's order, give the same view however the two logs interleave.
public final class SessionFold {
    private SessionFold() {}

    /// The state after `input`, which must be about this session.
    public static SessionState apply(SessionState state, SessionInput input) {
        return switch (input) {
            case SessionInput.Scheduled scheduled -> scheduled(state, scheduled.event());
            case SessionInput.Logged logged -> logged(state, logged.record());
        };
    }

    /// The view of a state; empty where nothing is known but void records.
    public static Optional<SessionView> view(SessionState state) {
        return SessionDerivation.view(state);
    }

    private static SessionState scheduled(SessionState state, SchedulingEvent event) {
        SessionId session = SchedulingSubject.of(event).orElse(state.session());
        OrgId org = state.org() == null ? event.org() : state.org();
        return new SessionState(
                session, org, ScheduleFold.apply(state.schedule(), event), state.log());
    }

    private static SessionState logged(SessionState state, SessionRecord record) {
        LogState log = LogFold.apply(state.log(), record);
        return log == state.log()
                ? state
                : new SessionState(record.session(), record.org(), state.schedule(), log);
    }
}
