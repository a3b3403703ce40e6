package dev.workrail.contracts.schedule;

import dev.workrail.contracts.id.SessionId;
import java.util.Optional;

/// Which session a scheduling decision is about.
public final class SchedulingSubject {
    private SchedulingSubject() {}

    /// Empty for decisions about trigger events that became no session, and for unknown kinds.
    public static Optional<SessionId> of(SchedulingEvent event) {
        return switch (event) {
            case SchedulingEvent.Queued queued -> Optional.of(queued.spec().session());
            case SchedulingEvent.Waiting waiting -> Optional.of(waiting.session());
            case SchedulingEvent.Dispatched dispatched -> Optional.of(dispatched.session());
            case SchedulingEvent.Leased leased -> Optional.of(leased.session());
            case SchedulingEvent.Requeued requeued -> Optional.of(requeued.session());
            case SchedulingEvent.Parked parked -> Optional.of(parked.session());
            case SchedulingEvent.Closed closed -> Optional.of(closed.session());
            case SchedulingEvent.Superseded superseded -> Optional.of(superseded.session());
            case SchedulingEvent.Killed killed -> Optional.of(killed.session());
            case SchedulingEvent.Escalated escalated -> Optional.of(escalated.session());
            case SchedulingEvent.Duplicate _,
                    SchedulingEvent.Refused _,
                    SchedulingEvent.Paused _,
                    SchedulingEvent.Unpaused _,
                    SchedulingEvent.Opaque _ ->
                    Optional.empty();
        };
    }
}
