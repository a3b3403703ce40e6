package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.BindingLimit;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.trigger.TriggerEvent;
import org.jspecify.annotations.Nullable;

/// What becomes of an accepted occurrence: a session, a duplicate, or a dead letter. Nothing else,
/// and nothing twice.
final class Intake {
    private Intake() {}

    static void accepted(
            Draft draft, TriggerEvent.Accepted event, Recall recall, SchedulerSettings settings) {
        String delivery = SourceKey.delivery(event);
        Remembered before = recall.find(delivery);
        if (before != null || draft.session(event.session()) != null) {
            duplicate(
                    draft, event, "delivery", before == null ? event.session() : before.session());
            return;
        }
        Place place = Place.of(spec(draft, event), draft.state().config());
        String refused = refusal(draft, event, place);
        Remembered source = event.replayOf() == null ? source(event, recall) : null;
        boolean taken = refused == null && event.replayOf() == null && held(draft, event, source);
        boolean exhausted =
                source != null
                        && source.dispatches() >= settings.maxDispatches()
                        && !event.config().provider().equals("manual");
        if (refused != null) {
            refuse(draft, event, delivery, refused, null);
        } else if (taken) {
            remember(draft, delivery, null);
        } else if (exhausted) {
            refuse(draft, event, delivery, "attempts_exhausted", null);
        } else {
            supersede(draft, event, settings);
            admit(draft, event, place, delivery, source, settings);
        }
    }

    private static void admit(
            Draft draft,
            TriggerEvent.Accepted event,
            Place place,
            String delivery,
            @Nullable Remembered source,
            SchedulerSettings settings) {
        BindingLimit full = QueueDepth.full(draft.state(), place, event.config(), settings);
        if (full != null) {
            refuse(draft, event, delivery, "queue_full", full);
            return;
        }
        SessionSpec spec = spec(draft, event);
        remember(draft, delivery, spec.session());
        queue(draft, spec);
        if (source != null && source.dispatches() > 0) {
            SourceKey key = SourceKey.of(spec, source.dispatches());
            if (key != null) {
                draft.note(new SchedulerEvent.Sourced(spec.session(), key));
            }
        }
    }

    /// Puts a session in line, with the policies that hold for what it will change.
    static void queue(Draft draft, SessionSpec spec) {
        ConfigView config = draft.state().config();
        draft.say(
                new SchedulingEvent.Queued(
                        spec.org(), spec, config.policies(Place.of(spec, config)), draft.now()));
    }

    private static @Nullable String refusal(Draft draft, TriggerEvent.Accepted event, Place place) {
        for (Hold hold : draft.state().holds().values()) {
            if (hold.refuses(place, draft.at())) {
                return "killed";
            }
        }
        return draft.state().config().enabled(event.config(), event.configVersion())
                ? null
                : "disabled";
    }

    private static @Nullable Remembered source(TriggerEvent.Accepted event, Recall recall) {
        String hash = SourceKey.hash(event);
        return hash == null ? null : recall.find(hash);
    }

    /// True, and said, where the source is held: by a session that is not over, or by one that
    /// succeeded within the week, unless the source was labelled again.
    private static boolean held(
            Draft draft, TriggerEvent.Accepted event, @Nullable Remembered remembered) {
        String hash = SourceKey.hash(event);
        if (hash == null) {
            return false;
        }
        var live = draft.state().index().relatedTo(Index.sourceKey(hash)).first();
        if (live != null) {
            duplicate(draft, event, "source", live.getKey());
            return true;
        }
        boolean relabelled = "labeled".equals(event.action());
        if (remembered != null && !remembered.released() && !relabelled) {
            duplicate(draft, event, "source", remembered.session());
            return true;
        }
        return false;
    }

    private static void supersede(
            Draft draft, TriggerEvent.Accepted event, SchedulerSettings settings) {
        SourceKey key = SourceKey.of(spec(draft, event), 0);
        if (key == null || event.config().concurrency() != Concurrency.NEWEST_WINS) {
            return;
        }
        for (var older : draft.state().index().relatedTo(Index.subjectKey(key.subject()))) {
            SessionEntry entry = draft.session(older.getKey());
            if (entry == null || entry.stopping() != null) {
                continue;
            }
            draft.say(
                    new SchedulingEvent.Superseded(
                            entry.org(), entry.session(), event.session(), draft.now()));
            Stopping how = new Stopping(Outcome.CANCELLED, "superseded");
            if (entry.phase() instanceof Phase.Leased) {
                Endings.stop(draft, entry, how, "superseded", "dispatcher");
            } else {
                Endings.close(draft, entry, how.outcome(), how.detail(), settings);
            }
        }
    }

    private static void duplicate(
            Draft draft, TriggerEvent.Accepted event, String reason, @Nullable SessionId of) {
        draft.say(
                new SchedulingEvent.Duplicate(
                        event.org(), event.id(), reason, of, draft.now(), origin(event)));
    }

    private static void refuse(
            Draft draft,
            TriggerEvent.Accepted event,
            String delivery,
            String reason,
            @Nullable BindingLimit limit) {
        remember(draft, delivery, null);
        draft.say(
                new SchedulingEvent.Refused(
                        event.org(), event.id(), reason, limit, draft.now(), origin(event)));
        draft.put(new Output.Letter(event, reason, cause(reason, limit), draft.now()));
    }

    private static SchedulingEvent.Origin origin(TriggerEvent.Accepted event) {
        return new SchedulingEvent.Origin(
                event.config().trigger(), event.config().provider(), event.receivedAt());
    }

    private static String cause(String reason, @Nullable BindingLimit limit) {
        return switch (reason) {
            case "queue_full" ->
                    "the queue of %s %s is full: %d wait"
                            .formatted(
                                    limit == null ? "" : limit.limit(),
                                    limit == null ? "" : limit.scope(),
                                    limit == null ? 0 : limit.allowed());
            case "killed" -> "a kill switch was pulled here; once it is lifted, replay";
            case "disabled" -> "the trigger is disabled or deleted; enable it, then replay";
            default ->
                    "its source was tried as often as allowed; replay it once a person has looked";
        };
    }

    private static void remember(Draft draft, String delivery, @Nullable SessionId session) {
        draft.note(
                new SchedulerEvent.Remember(
                        delivery, new Remembered(session, false, 0, draft.tick())));
    }

    private static SessionSpec spec(Draft draft, TriggerEvent.Accepted event) {
        SessionEntry parent = event.parent() == null ? null : draft.session(event.parent());
        return new SessionSpec(
                event.session(),
                event.org(),
                event.parent(),
                parent != null
                        ? parent.root()
                        : event.parent() == null ? event.session() : event.parent(),
                event.id(),
                event.config(),
                event.source(),
                event.config().workflowId(),
                event.goal(),
                event.context(),
                event.referenceUrls(),
                event.receivedAt());
    }
}
