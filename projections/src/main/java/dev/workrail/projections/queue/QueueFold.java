package dev.workrail.projections.queue;

import dev.workrail.contracts.schedule.BindingLimit;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.WaitFor;
import dev.workrail.projections.queue.QueueItem.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Folds the scheduler's decisions about one session into its place in the queue. Pure.
public final class QueueFold {
    private QueueFold() {}

    /// The item after `event`, which is about its session; null once the session is closed.
    ///
    /// @param before null before it was queued: decisions about a session whose queueing is not
    ///   known change nothing
    public static @Nullable QueueItem apply(@Nullable QueueItem before, SchedulingEvent event) {
        if (event instanceof SchedulingEvent.Queued queued) {
            return queued(queued.spec(), queued.at());
        }
        if (before == null) {
            return null;
        }
        return switch (event) {
            case SchedulingEvent.Waiting waiting ->
                    before.state() == State.QUEUED ? waiting(before, waiting) : before;
            case SchedulingEvent.Dispatched dispatched ->
                    now(before, State.RUNNING, dispatched.attempt(), dispatched.at());
            case SchedulingEvent.Leased leased ->
                    now(before, State.RUNNING, before.attempt(), leased.at());
            case SchedulingEvent.Requeued requeued ->
                    now(before, State.QUEUED, before.attempt(), requeued.at());
            case SchedulingEvent.Parked parked ->
                    item(
                            before,
                            State.PARKED,
                            null,
                            null,
                            null,
                            parked.waitFor(),
                            before.attempt(),
                            parked.at());
            case SchedulingEvent.Closed _,
                    SchedulingEvent.Superseded _,
                    SchedulingEvent.Killed _,
                    SchedulingEvent.Escalated _ ->
                    null;
            case SchedulingEvent.Queued _,
                    SchedulingEvent.Duplicate _,
                    SchedulingEvent.Refused _,
                    SchedulingEvent.Paused _,
                    SchedulingEvent.Unpaused _,
                    SchedulingEvent.Opaque _ ->
                    before;
        };
    }

    private static QueueItem queued(SessionSpec spec, Instant at) {
        return new QueueItem(
                spec.session(),
                State.QUEUED,
                spec.trigger().trigger(),
                spec.trigger().workspace(),
                spec.workflowId(),
                spec.goal(),
                null,
                null,
                null,
                null,
                0,
                at,
                at);
    }

    private static QueueItem waiting(QueueItem before, SchedulingEvent.Waiting waiting) {
        return item(
                before,
                State.QUEUED,
                waiting.position(),
                waiting.limit(),
                waiting.predictedStart(),
                null,
                before.attempt(),
                before.since());
    }

    private static QueueItem now(QueueItem before, State state, int attempt, Instant at) {
        Instant since = state == before.state() ? before.since() : at;
        return item(before, state, null, null, null, null, attempt, since);
    }

    private static QueueItem item(
            QueueItem before,
            State state,
            @Nullable Integer position,
            @Nullable BindingLimit limit,
            @Nullable Instant predictedStart,
            @Nullable WaitFor waitFor,
            int attempt,
            Instant since) {
        return new QueueItem(
                before.session(),
                state,
                before.trigger(),
                before.workspace(),
                before.workflowId(),
                before.goal(),
                position,
                limit,
                predictedStart,
                waitFor,
                attempt,
                before.queuedAt(),
                since);
    }
}
