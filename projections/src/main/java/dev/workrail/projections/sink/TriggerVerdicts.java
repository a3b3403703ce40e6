package dev.workrail.projections.sink;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.platform.kafka.Received;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what the scheduler made of occurrences: queued, duplicate or refused.
///
/// Queued stands: an event that came twice is queued the first time and a duplicate of itself the
/// second.
final class TriggerVerdicts {
    private static final String QUEUED = "queued";

    private TriggerVerdicts() {}

    /// @param session the one it became, or is a duplicate of
    private record Verdict(
            TriggerEventId event,
            String word,
            @Nullable String reason,
            @Nullable SessionId session,
            @Nullable SessionSpec spec,
            Instant at) {}

    static void write(Connection connection, List<Received<SchedulingEvent>> records)
            throws SQLException {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        for (Received<SchedulingEvent> record : records) {
            Verdict verdict = verdict(record.data());
            if (verdict != null) {
                verdicts.merge(
                        verdict.event().value(),
                        verdict,
                        (first, later) -> later.word().equals(QUEUED) ? later : first);
            }
        }
        Rows rows = rows();
        verdicts.values().forEach(verdict -> add(rows, verdict));
        rows.execute(connection);
    }

    private static @Nullable Verdict verdict(SchedulingEvent event) {
        return switch (event) {
            case SchedulingEvent.Queued queued ->
                    queued.spec().parent() != null
                            ? null
                            : new Verdict(
                                    queued.spec().triggerEvent(),
                                    QUEUED,
                                    null,
                                    queued.spec().session(),
                                    queued.spec(),
                                    queued.at());
            case SchedulingEvent.Duplicate again ->
                    new Verdict(
                            again.event(),
                            "duplicate",
                            again.reason(),
                            again.of(),
                            null,
                            again.at());
            case SchedulingEvent.Refused refused ->
                    new Verdict(
                            refused.event(), "refused", refused.reason(), null, null, refused.at());
            default -> null;
        };
    }

    private static Rows rows() {
        return Rows.insert(
                """
                view.trigger_event (event_id, verdict, reason, session_id, decided_at, trigger_id,
                    source, goal, received_at)\
                """,
                """
                on conflict (org_id, event_id) do update set verdict = excluded.verdict,
                    reason = excluded.reason, session_id = excluded.session_id,
                    decided_at = excluded.decided_at,
                    trigger_id = coalesce(trigger_event.trigger_id, excluded.trigger_id),
                    source = coalesce(trigger_event.source, excluded.source),
                    goal = coalesce(trigger_event.goal, excluded.goal),
                    received_at = coalesce(trigger_event.received_at, excluded.received_at)
                    where trigger_event.verdict is distinct from 'queued'\
                """,
                "text",
                "text",
                "text",
                "text",
                "timestamptz",
                "text",
                "text",
                "text",
                "timestamptz");
    }

    private static void add(Rows rows, Verdict verdict) {
        SessionSpec spec = verdict.spec();
        rows.add(
                verdict.event().value(),
                verdict.word(),
                verdict.reason(),
                verdict.session() == null ? null : verdict.session().value(),
                Micros.of(verdict.at()),
                spec == null ? null : spec.trigger().trigger().value(),
                spec == null ? null : TriggerWriter.text(spec.source()),
                spec == null ? null : spec.goal(),
                spec == null ? null : Micros.of(spec.acceptedAt()));
    }
}
