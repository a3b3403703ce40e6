package dev.workrail.projections.session;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.projections.session.SessionState.Erasure;
import java.util.List;
import java.util.Optional;

/// Folds the records of one session and derives its view. Pure: the same records of each log, in
/// that log's order, give the same view however the two logs interleave.
public final class SessionFold {
    private SessionFold() {}

    /// The state after `input`, which must be about this session.
    public static SessionState apply(SessionState state, SessionInput input) {
        return switch (input) {
            case SessionInput.Scheduled scheduled ->
                    state.erased() == null ? scheduled(state, scheduled.event()) : state;
            case SessionInput.Logged(SessionRecord.Noted noted)
                    when noted.fact() instanceof Fact.Erased erased ->
                    erased(state, noted, erased);
            case SessionInput.Logged logged ->
                    state.erased() == null ? logged(state, logged.record()) : state;
        };
    }

    /// The view of a state; empty where nothing is known but void records, or it was erased.
    public static Optional<SessionView> view(SessionState state) {
        return state.erased() == null ? SessionDerivation.view(state) : Optional.empty();
    }

    private static SessionState erased(
            SessionState state, SessionRecord.Noted noted, Fact.Erased fact) {
        Erasure before = state.erased();
        return state.erased(
                noted.session(),
                noted.org(),
                before == null
                        ? new Erasure(noted.at(), List.of(), fact.proofs())
                        : new Erasure(
                                before.at(), before.commits(), before.proofs() || fact.proofs()));
    }

    private static SessionState scheduled(SessionState state, SchedulingEvent event) {
        SessionId session = event.session() == null ? state.session() : event.session();
        OrgId org = state.org() == null ? event.org() : state.org();
        return new SessionState(
                session, org, ScheduleFold.apply(state.schedule(), event), state.log(), null);
    }

    private static SessionState logged(SessionState state, SessionRecord record) {
        LogState log = LogFold.apply(state.log(), record);
        return log == state.log()
                ? state
                : new SessionState(record.session(), record.org(), state.schedule(), log, null);
    }
}
