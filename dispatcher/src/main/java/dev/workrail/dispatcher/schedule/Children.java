package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import java.util.List;

/// Sessions that sessions start. A child has a place of its own in line and counts in the limits of
/// its org, workspace and tier, but not in its trigger's.
final class Children {
    private Children() {}

    static void spawn(
            Draft draft,
            SessionEntry parent,
            Effect.SpawnChild child,
            Specs specs,
            SchedulerSettings settings) {
        SessionId session = child.session(parent.session());
        SessionSpec origin = specs.find(parent.session());
        if (origin == null || draft.session(session) != null || specs.find(session) != null) {
            return;
        }
        Intake.queue(draft, spec(draft, origin, child));
        SessionEntry entry = draft.session(session);
        if (entry != null && entry.depth() > settings.maxDepth()) {
            Endings.close(
                    draft,
                    entry,
                    Outcome.ERROR,
                    "sessions may start sessions %d deep, this would be %d deep"
                            .formatted(settings.maxDepth(), entry.depth()),
                    settings);
        }
    }

    private static SessionSpec spec(Draft draft, SessionSpec parent, Effect.SpawnChild child) {
        String event = Ids.derive("tev", parent.session().value(), "child", child.childId());
        return new SessionSpec(
                child.session(parent.session()),
                parent.org(),
                parent.session(),
                parent.root(),
                new TriggerEventId(event),
                parent.trigger().forChild(child.workflowId()),
                null,
                child.workflowId(),
                child.goal(),
                child.context(),
                List.of(),
                draft.now());
    }
}
