package dev.workrail.console.live;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import org.jspecify.annotations.Nullable;

/// Which session a scheduling decision is about.
final class RecordSession {
    private RecordSession() {}

    static @Nullable SessionId of(SchedulingEvent event) {
        return switch (event) {
            case SchedulingEvent.Queued queued -> queued.spec().session();
            case SchedulingEvent.Waiting waiting -> waiting.session();
            case SchedulingEvent.Dispatched dispatched -> dispatched.session();
            case SchedulingEvent.Leased leased -> leased.session();
            case SchedulingEvent.Requeued requeued -> requeued.session();
            case SchedulingEvent.Parked parked -> parked.session();
            case SchedulingEvent.Closed closed -> closed.session();
            case SchedulingEvent.Superseded superseded -> superseded.session();
            case SchedulingEvent.Killed killed -> killed.session();
            case SchedulingEvent.Escalated escalated -> escalated.session();
            case SchedulingEvent.Duplicate _, SchedulingEvent.Refused _, SchedulingEvent.Opaque _ ->
                    null;
        };
    }
}
