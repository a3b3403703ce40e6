package dev.workrail.ingest.admission;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import java.util.HashMap;
import java.util.Map;

/// How many sessions of each trigger wait for a slot: a fold over `wr.scheduling`.
///
/// It trails the log by a moment, so a burst can pass a limit by what is on its way; the dispatcher
/// has the last word. Sessions that are over are forgotten. Thread-safe.
public final class QueueDepths {
    private final Map<SessionId, Place> sessions = new HashMap<>();
    private final Map<Key, Integer> waiting = new HashMap<>();

    public synchronized int waiting(OrgId org, TriggerId trigger) {
        return waiting.getOrDefault(new Key(org, trigger), 0);
    }

    public synchronized void apply(SchedulingEvent event) {
        switch (event) {
            case SchedulingEvent.Queued queued -> queue(queued);
            case SchedulingEvent.Requeued requeued -> move(requeued.session(), true);
            case SchedulingEvent.Waiting ignored -> {}
            case SchedulingEvent.Dispatched dispatched -> move(dispatched.session(), false);
            case SchedulingEvent.Leased leased -> move(leased.session(), false);
            case SchedulingEvent.Parked parked -> move(parked.session(), false);
            case SchedulingEvent.Closed closed -> forget(closed.session());
            case SchedulingEvent.Superseded superseded -> forget(superseded.session());
            case SchedulingEvent.Killed killed -> forget(killed.session());
            case SchedulingEvent.Escalated escalated -> forget(escalated.session());
            case SchedulingEvent.Duplicate ignored -> {}
            case SchedulingEvent.Refused ignored -> {}
            case SchedulingEvent.Opaque ignored -> {}
        }
    }

    private void queue(SchedulingEvent.Queued event) {
        SessionId session = event.spec().session();
        if (!sessions.containsKey(session)) {
            Key key = new Key(event.org(), event.spec().trigger().trigger());
            sessions.put(session, new Place(key, false));
            move(session, true);
        }
    }

    private void move(SessionId session, boolean waits) {
        Place place = sessions.get(session);
        if (place != null && place.waits != waits) {
            sessions.put(session, new Place(place.key, waits));
            waiting.merge(place.key, waits ? 1 : -1, Integer::sum);
        }
    }

    private void forget(SessionId session) {
        move(session, false);
        Place place = sessions.remove(session);
        if (place != null) {
            waiting.remove(place.key, 0);
        }
    }

    private record Key(OrgId org, TriggerId trigger) {}

    private record Place(Key key, boolean waits) {}
}
