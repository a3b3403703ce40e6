package dev.workrail.ingest.admission;

import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// How many sessions of each trigger wait for a slot, and what is paused: a fold over
/// `wr.scheduling`.
///
/// It trails the log by a moment, so a burst can pass a limit by what is on its way; the dispatcher
/// has the last word. Sessions that are over are forgotten. Thread-safe.
public final class QueueDepths {
    private final Map<SessionId, Place> sessions = new HashMap<>();
    private final Map<Key, Integer> waiting = new HashMap<>();
    private final Set<Scope> pauses = new HashSet<>();

    public synchronized int waiting(OrgId org, TriggerId trigger) {
        return waiting.getOrDefault(new Key(org, trigger), 0);
    }

    /// True where a pause keeps the trigger's sessions waiting.
    public synchronized boolean paused(OrgId org, TriggerId trigger) {
        return pauses.contains(new Scope(org, null, trigger, null))
                || pauses.contains(new Scope(org, null, null, null))
                || pauses.contains(Scope.EVERYTHING);
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
            case SchedulingEvent.Paused paused -> pauses.add(paused.scope());
            case SchedulingEvent.Unpaused over -> pauses.remove(over.scope());
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
