package dev.workrail.dispatcher.topology;

import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import org.jspecify.annotations.Nullable;

/// Leaves out of `wr.sessions` what no scheduling decision reads, so that the copy by domain costs
/// a fraction of the log: facts, bodies of deliveries, and all events but those that answer
/// commands.
final class SlimSegment {
    private SlimSegment() {}

    /// What lies under another key than its session's has no place among its records; the sink
    /// makes it a dead letter.
    static boolean concerns(@Nullable String key, @Nullable Envelope<SessionRecord> record) {
        return record != null
                && switch (record.data()) {
                    case SessionRecord.Claimed ignored -> true;
                    case SessionRecord.Segment ignored -> true;
                    case SessionRecord.Released ignored -> true;
                    case SessionRecord.Noted ignored -> false;
                    case SessionRecord.Opaque ignored -> false;
                }
                && record.data().isUnder(key);
    }

    /// Whether somebody waits for what the scheduler makes of a record that is slim: a worker for
    /// its grant, a session in line for the slot, a person for their answer. How far a session got
    /// may share the next commit.
    static boolean isAwaited(Envelope<SessionRecord> slim) {
        return !(slim.data() instanceof SessionRecord.Segment segment)
                || !segment.effects().isEmpty()
                || !segment.events().isEmpty();
    }

    static Envelope<SessionRecord> of(Envelope<SessionRecord> record) {
        return record.data() instanceof SessionRecord.Segment segment
                ? new Envelope<>(
                        record.id(),
                        record.source(),
                        record.type(),
                        record.subject(),
                        record.time(),
                        record.traceparent(),
                        slim(segment))
                : record;
    }

    private static SessionRecord slim(SessionRecord.Segment segment) {
        return new SessionRecord.Segment(
                segment.session(),
                segment.org(),
                segment.epoch(),
                segment.claim(),
                segment.at(),
                segment.events().stream()
                        .filter(event ->
                                event.data() instanceof SessionEvent.Steered
                                        || event.data() instanceof SessionEvent.GateResolved)
                        .toList(),
                segment.effects().stream()
                        .filter(effect ->
                                effect instanceof Effect.SpawnChild
                                        || effect instanceof Effect.Parked
                                        || effect instanceof Effect.Ended)
                        .map(SlimSegment::slim)
                        .toList(),
                segment.checkpoint());
    }

    private static Effect slim(Effect effect) {
        return effect instanceof Effect.Ended ended
                ? new Effect.Ended(ended.outcome(), ended.detail(), null)
                : effect;
    }
}
