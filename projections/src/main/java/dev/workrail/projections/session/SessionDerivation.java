package dev.workrail.projections.session;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.WaitFor;
import dev.workrail.contracts.view.SessionStatus;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.contracts.view.SessionView.Ending;
import dev.workrail.contracts.view.SessionView.Run;
import dev.workrail.contracts.view.SessionView.Times;
import dev.workrail.contracts.view.SessionView.Waiting;
import dev.workrail.projections.session.LogState.Activity;
import dev.workrail.projections.session.LogState.Doing;
import dev.workrail.projections.session.ScheduleState.Phase;
import dev.workrail.projections.session.ScheduleState.Spec;
import dev.workrail.projections.session.ScheduleState.Standing;
import dev.workrail.projections.session.ScheduleState.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Derives the view from what the two logs say.
///
/// Whoever knows the higher epoch speaks for the session; at the same epoch the scheduler does
/// unless it says the session is held. An end by the holder counts before one by the scheduler.
final class SessionDerivation {
    private SessionDerivation() {}

    static Optional<SessionView> view(SessionState state) {
        SessionId session = state.session();
        OrgId org = state.org();
        Instant updatedAt = later(state.schedule().standing().at(), state.log().tenure().at());
        if (session == null || org == null || updatedAt == null) {
            return Optional.empty();
        }
        Ending ending = ending(state);
        Waiting waiting = ending == null ? waiting(state) : null;
        Spec spec = state.schedule().spec();
        return Optional.of(
                new SessionView(
                        session,
                        org,
                        status(state, ending, waiting),
                        title(state),
                        spec == null ? null : spec.work(),
                        waiting,
                        run(state),
                        state.log().progress(),
                        state.log().commit(),
                        times(state, ending == null ? null : endedAt(state), updatedAt),
                        ending));
    }

    private static SessionStatus status(
            SessionState state, @Nullable Ending ending, @Nullable Waiting waiting) {
        if (ending != null) {
            boolean stopped =
                    ending.outcome() == Outcome.KILLED || ending.outcome() == Outcome.CANCELLED;
            return stopped && !endedByHolder(state)
                    ? SessionStatus.ABORTED
                    : SessionStatus.COMPLETED;
        }
        if (waiting != null) {
            return SessionStatus.WAITING;
        }
        return switch (state.log().doing().activity()) {
            case THINKING -> SessionStatus.THINKING;
            case TOOL -> SessionStatus.TOOL;
            case STUCK -> SessionStatus.STUCK;
            case PARKED -> SessionStatus.WAITING;
            case IDLE, ENDED -> SessionStatus.IDLE;
        };
    }

    private static boolean endedByHolder(SessionState state) {
        Doing doing = state.log().doing();
        return doing.activity() == Activity.ENDED
                && doing.epoch() > state.schedule().stop().reopenedEpoch();
    }

    private static @Nullable Ending ending(SessionState state) {
        Ending held = endedByHolder(state) ? state.log().doing().ending() : null;
        Ending stopped = state.schedule().stop().ending();
        if (held == null || stopped == null) {
            return held == null ? stopped : held;
        }
        return new Ending(
                held.outcome(),
                held.detail() == null ? stopped.detail() : held.detail(),
                stopped.by(),
                stopped.supersededBy(),
                stopped.worktree(),
                held.summary(),
                stopped.escalation());
    }

    private static @Nullable Instant endedAt(SessionState state) {
        return endedByHolder(state) ? state.log().doing().endedAt() : state.schedule().stop().at();
    }

    private static @Nullable Waiting waiting(SessionState state) {
        Standing standing = state.schedule().standing();
        long held = state.log().filter().epoch();
        boolean schedulerSpeaks =
                standing.epoch() > held
                        || (standing.epoch() == held
                                && standing.phase() != Phase.LEASED
                                && standing.phase() != Phase.DISPATCHED);
        if (schedulerSpeaks && standing.phase() != Phase.UNKNOWN) {
            return standing.waiting();
        }
        Doing doing = state.log().doing();
        if (doing.activity() == Activity.PARKED && doing.since() != null) {
            WaitFor waitFor = doing.waitFor();
            String on = waitFor == null ? "unknown" : waitFor.kind();
            return new Waiting(on, null, null, null, waitFor, doing.since());
        }
        Instant at = state.log().tenure().at();
        return state.log().tenure().released() && at != null
                ? new Waiting("slot", null, null, null, null, at)
                : null;
    }

    private static @Nullable String title(SessionState state) {
        Spec spec = state.schedule().spec();
        String said = state.log().evidence().signs().title();
        return said != null || spec == null ? said : spec.title();
    }

    private static Run run(SessionState state) {
        Standing standing = state.schedule().standing();
        LogState log = state.log();
        return new Run(
                Math.max(log.filter().epoch(), standing.epoch()),
                standing.attempt(),
                standing.crashes(),
                log.tenure().worker(),
                log.evidence().workflowHash());
    }

    private static Times times(SessionState state, @Nullable Instant endedAt, Instant updatedAt) {
        Spec spec = state.schedule().spec();
        Stop stop = state.schedule().stop();
        Instant queuedAt = spec == null ? null : spec.queuedAt();
        Instant startedAt = state.log().tenure().startedAt();
        Instant until = endedAt == null ? stop.at() : endedAt;
        return new Times(
                spec == null ? null : spec.acceptedAt(),
                queuedAt,
                startedAt,
                endedAt,
                updatedAt,
                between(queuedAt, startedAt),
                between(startedAt, until));
    }

    private static @Nullable Long between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null
                ? null
                : Math.max(0, Duration.between(from, to).toMillis());
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
