package dev.workrail.projections.sink;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.schedule.BindingLimit;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.platform.kafka.Position;
import dev.workrail.platform.kafka.Received;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes what the scheduler made of occurrences: queued, duplicate or refused.
///
/// Queued stands: an event that came twice is queued the first time and a duplicate of itself the
/// second. What a schedule fired is in no other log, so its row comes from here alone.
final class TriggerVerdicts {
    private static final String QUEUED = "queued";
    private static final String SCHEDULE = "schedule";

    private TriggerVerdicts() {}

    /// @param session the one it became, or is a duplicate of
    /// @param position where the decision lies, which of a schedule's run holds all there is
    private record Verdict(
            TriggerEventId event,
            String word,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable SessionId session,
            @Nullable SessionSpec spec,
            SchedulingEvent.@Nullable Origin origin,
            Position position,
            Instant at) {

        boolean scheduled() {
            return spec != null && spec.trigger().provider().equals(SCHEDULE);
        }

        boolean of(Set<String> sessions) {
            return session != null && sessions.contains(session.value());
        }
    }

    /// @param erased sessions whose occurrences are gone with them, those that were duplicates too
    static void write(
            Connection connection, List<Received<SchedulingEvent>> records, Set<String> erased)
            throws SQLException {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        Set<String> gone = new HashSet<>();
        for (Received<SchedulingEvent> record : records) {
            Verdict verdict = verdict(record.data(), record.position());
            if (verdict != null && verdict.of(erased)) {
                gone.add(verdict.event().value());
            } else if (verdict != null) {
                verdicts.merge(
                        verdict.event().value(),
                        verdict,
                        (first, later) -> later.word().equals(QUEUED) ? later : first);
            }
        }
        Rows rows = rows();
        Rows words = TriggerEventWords.rows();
        verdicts.values().forEach(verdict -> add(rows, words, verdict));
        rows.execute(connection);
        words.execute(connection);
        // The occurrence may have been written before this said which session it was.
        TriggerEventWords.forget(connection, "event_id", gone);
    }

    private static @Nullable Verdict verdict(SchedulingEvent event, Position position) {
        return switch (event) {
            case SchedulingEvent.Queued queued ->
                    queued.spec().parent() != null
                            ? null
                            : new Verdict(
                                    queued.spec().triggerEvent(),
                                    QUEUED,
                                    null,
                                    null,
                                    queued.spec().session(),
                                    queued.spec(),
                                    null,
                                    position,
                                    queued.at());
            case SchedulingEvent.Duplicate again ->
                    new Verdict(
                            again.event(),
                            "duplicate",
                            again.reason(),
                            null,
                            again.of(),
                            null,
                            again.origin(),
                            position,
                            again.at());
            case SchedulingEvent.Refused refused ->
                    new Verdict(
                            refused.event(),
                            "refused",
                            refused.reason(),
                            detail(refused.limit()),
                            null,
                            null,
                            refused.origin(),
                            position,
                            refused.at());
            default -> null;
        };
    }

    private static @Nullable String detail(@Nullable BindingLimit limit) {
        return limit == null
                ? null
                : "the queue of %s %s takes %d"
                        .formatted(limit.limit(), limit.scope(), limit.allowed());
    }

    private static Rows rows() {
        return Rows.insert(
                """
                view.trigger_event (event_id, verdict, reason, detail, session_id, decided_at,
                    trigger_id, provider, source, goal, received_at, log_topic, log_part,
                    log_offset)\
                """,
                """
                on conflict (org_id, event_id) do update set verdict = excluded.verdict,
                    reason = excluded.reason, detail = excluded.detail,
                    session_id = excluded.session_id, decided_at = excluded.decided_at,
                    trigger_id = coalesce(trigger_event.trigger_id, excluded.trigger_id),
                    provider = coalesce(trigger_event.provider, excluded.provider),
                    source = coalesce(trigger_event.source, excluded.source),
                    goal = coalesce(trigger_event.goal, excluded.goal),
                    received_at = coalesce(trigger_event.received_at, excluded.received_at),
                    log_topic = coalesce(trigger_event.log_topic, excluded.log_topic),
                    log_part = coalesce(trigger_event.log_part, excluded.log_part),
                    log_offset = coalesce(trigger_event.log_offset, excluded.log_offset)
                    where trigger_event.verdict is distinct from 'queued'\
                """,
                "text",
                "text",
                "text",
                "text",
                "text",
                "timestamptz",
                "text",
                "text",
                "text",
                "text",
                "timestamptz",
                "text",
                "integer",
                "bigint");
    }

    private static void add(Rows rows, Rows words, Verdict verdict) {
        SessionSpec spec = verdict.spec();
        SchedulingEvent.Origin origin = verdict.origin();
        Position lies = verdict.scheduled() ? verdict.position() : null;
        rows.add(
                verdict.event().value(),
                verdict.word(),
                verdict.reason(),
                verdict.detail(),
                verdict.session() == null ? null : verdict.session().value(),
                Micros.of(verdict.at()),
                spec != null
                        ? spec.trigger().trigger().value()
                        : origin == null ? null : origin.trigger().value(),
                spec != null
                        ? spec.trigger().provider()
                        : origin == null ? null : origin.provider(),
                spec == null ? null : TriggerWriter.text(spec.source()),
                spec == null ? null : spec.goal(),
                Micros.of(
                        spec != null
                                ? spec.acceptedAt()
                                : origin == null ? null : origin.receivedAt()),
                lies == null ? null : lies.topic(),
                lies == null ? null : lies.partition(),
                lies == null ? null : lies.offset());
        if (spec != null && verdict.scheduled()) {
            TriggerEventWords.add(words, verdict.event().value(), spec.goal(), spec.acceptedAt());
        }
    }
}
