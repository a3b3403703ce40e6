package dev.workrail.projections.session;

import dev.workrail.contracts.config.PolicyInForce;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.view.SessionView.Ending;
import dev.workrail.contracts.view.SessionView.Escalation;
import dev.workrail.contracts.view.SessionView.Waiting;
import dev.workrail.contracts.view.SessionView.Work;
import dev.workrail.projections.session.ScheduleState.Phase;
import dev.workrail.projections.session.ScheduleState.Spec;
import dev.workrail.projections.session.ScheduleState.Standing;
import dev.workrail.projections.session.ScheduleState.Stop;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Folds the scheduler's decisions about one session.
final class ScheduleFold {
    private ScheduleFold() {}

    static ScheduleState apply(ScheduleState state, SchedulingEvent event) {
        Standing now = state.standing();
        return switch (event) {
            case SchedulingEvent.Queued queued ->
                    new ScheduleState(
                            spec(queued), queue(now, now.crashes(), queued.at()), reopened(state));
            case SchedulingEvent.Waiting waiting -> waiting(state, waiting);
            case SchedulingEvent.Dispatched dispatched ->
                    live(
                            state,
                            new Standing(
                                    Phase.DISPATCHED,
                                    dispatched.epoch(),
                                    dispatched.attempt(),
                                    now.crashes(),
                                    waiting("worker", dispatched.at()),
                                    dispatched.at()));
            case SchedulingEvent.Leased leased ->
                    live(
                            state,
                            new Standing(
                                    Phase.LEASED,
                                    leased.epoch(),
                                    now.attempt(),
                                    now.crashes(),
                                    null,
                                    leased.at()));
            case SchedulingEvent.Requeued requeued ->
                    live(state, queue(now, requeued.crashes(), requeued.at()));
            case SchedulingEvent.Parked parked ->
                    live(state, standing(now, Phase.PARKED, parkedWait(parked), parked.at()));
            case SchedulingEvent.Closed closed ->
                    over(
                            under(state, closed.policies()),
                            ending(closed.outcome(), closed.detail(), null),
                            closed.at(),
                            true);
            case SchedulingEvent.Superseded superseded ->
                    over(
                            state,
                            new Ending(
                                    Outcome.CANCELLED,
                                    "a newer revision of its source took its place",
                                    null,
                                    superseded.by(),
                                    null,
                                    null,
                                    null),
                            superseded.at(),
                            false);
            case SchedulingEvent.Killed killed ->
                    over(
                            state,
                            new Ending(
                                    Outcome.KILLED,
                                    killed.reason(),
                                    killed.by(),
                                    null,
                                    killed.worktree(),
                                    null,
                                    null),
                            killed.at(),
                            false);
            case SchedulingEvent.Escalated escalated ->
                    over(
                            state,
                            new Ending(
                                    Outcome.ESCALATED,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    new Escalation(escalated.counter(), escalated.attempts())),
                            escalated.at(),
                            false);
            case SchedulingEvent.Duplicate _,
                    SchedulingEvent.Refused _,
                    SchedulingEvent.Paused _,
                    SchedulingEvent.Unpaused _,
                    SchedulingEvent.Opaque _ ->
                    state;
        };
    }

    private static ScheduleState under(ScheduleState state, List<PolicyInForce> policies) {
        Spec spec = state.spec();
        return spec == null
                ? state
                : new ScheduleState(spec.under(policies), state.standing(), state.stop());
    }

    private static Spec spec(SchedulingEvent.Queued queued) {
        SessionSpec spec = queued.spec();
        ContextSigns signs = ContextSigns.of(spec.context());
        Work work =
                new Work(
                        spec.root(),
                        spec.parent(),
                        spec.triggerEvent(),
                        spec.trigger().trigger(),
                        spec.trigger().provider(),
                        spec.trigger().workspace(),
                        spec.workflowId(),
                        spec.goal(),
                        spec.source());
        String title = signs.title() == null ? Texts.titleOf(spec.goal()) : signs.title();
        return new Spec(work, title, signs, spec.acceptedAt(), queued.at(), queued.policies());
    }

    private static ScheduleState waiting(ScheduleState state, SchedulingEvent.Waiting event) {
        Standing now = state.standing();
        if (now.phase() != Phase.QUEUED) {
            return state;
        }
        Instant since = now.waiting() == null ? event.at() : now.waiting().since();
        Waiting waiting =
                new Waiting(
                        "slot",
                        event.position(),
                        event.limit(),
                        event.predictedStart(),
                        null,
                        since);
        return live(state, standing(now, Phase.QUEUED, waiting, event.at()));
    }

    private static Waiting parkedWait(SchedulingEvent.Parked parked) {
        return new Waiting(
                parked.waitFor().kind(), null, null, null, parked.waitFor(), parked.at());
    }

    private static Waiting waiting(String on, Instant since) {
        return new Waiting(on, null, null, null, null, since);
    }

    private static Standing queue(Standing now, int crashes, Instant at) {
        return new Standing(
                Phase.QUEUED, now.epoch(), now.attempt(), crashes, waiting("slot", at), at);
    }

    private static Standing standing(
            Standing now, Phase phase, @Nullable Waiting waiting, Instant at) {
        return new Standing(phase, now.epoch(), now.attempt(), now.crashes(), waiting, at);
    }

    private static ScheduleState live(ScheduleState state, Standing standing) {
        return new ScheduleState(state.spec(), standing, reopened(state));
    }

    /// Whatever puts an ended session back to work takes its end back.
    private static Stop reopened(ScheduleState state) {
        return state.standing().phase() == Phase.OVER
                ? new Stop(null, null, state.standing().epoch())
                : state.stop();
    }

    private static Ending ending(Outcome outcome, @Nullable String detail, @Nullable String by) {
        return new Ending(outcome, detail, by, null, null, null, null);
    }

    /// Several decisions may end one session: a kill, then its close. The first that says a thing
    /// is kept; only a close has the last word on the outcome.
    private static ScheduleState over(
            ScheduleState state, Ending ending, Instant at, boolean lastWord) {
        Ending before = state.stop().ending();
        Ending merged = before == null ? ending : merge(before, ending, lastWord);
        Instant endedAt = state.stop().at() == null ? at : state.stop().at();
        return new ScheduleState(
                state.spec(),
                standing(state.standing(), Phase.OVER, null, at),
                new Stop(merged, endedAt, state.stop().reopenedEpoch()));
    }

    private static Ending merge(Ending first, Ending second, boolean lastWord) {
        return new Ending(
                lastWord ? second.outcome() : first.outcome(),
                first.detail() == null ? second.detail() : first.detail(),
                first.by() == null ? second.by() : first.by(),
                first.supersededBy() == null ? second.supersededBy() : first.supersededBy(),
                first.worktree() == null ? second.worktree() : first.worktree(),
                null,
                first.escalation() == null ? second.escalation() : first.escalation());
    }
}
