package dev.workrail.projections.sink;

import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Fact;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The deliveries that a batch asks for, and what became of deliveries in it: the last word on
/// each.
///
/// A delivery that waits is dropped once its session asks for a later one of the same target. That
/// leaves no fact, so it is concluded here; where the dropped one was on its way and arrives, its
/// fact has the last word.
final class DeliveryRows {
    private static final String SUPERSEDE =
            """
            update view.delivery old set pending = false, superseded = true
            from view.delivery later
            where old.session_id = any(?) and old.pending
                and later.session_id = old.session_id and later.target = old.target
                and later.sequence > old.sequence\
            """;

    private final Map<String, @Nullable Object[]> asked = new LinkedHashMap<>();
    private final Map<String, @Nullable Object[]> last = new TreeMap<>();
    private final Set<String> sessions = new TreeSet<>();

    void asked(SessionId session, DeliveryId delivery, Effect.Deliver effect, Instant at) {
        sessions.add(session.value());
        asked.putIfAbsent(
                delivery.value(),
                new @Nullable Object[] {
                    delivery.value(),
                    session.value(),
                    effect.target().name(),
                    effect.target().kind(),
                    effect.status(),
                    effect.sequence(),
                    false,
                    true,
                    0,
                    Micros.of(at),
                    Micros.of(at)
                });
    }

    void delivered(SessionId session, Fact.Delivered fact, Instant at) {
        last.put(
                fact.delivery().value(),
                new @Nullable Object[] {
                    fact.delivery().value(),
                    session.value(),
                    fact.target(),
                    fact.status(),
                    true,
                    fact.attempts(),
                    fact.externalId(),
                    null,
                    Micros.of(at)
                });
    }

    void failed(SessionId session, Fact.DeliveryFailed fact, Instant at) {
        last.put(
                fact.delivery().value(),
                new @Nullable Object[] {
                    fact.delivery().value(),
                    session.value(),
                    fact.target(),
                    fact.status(),
                    false,
                    fact.attempts(),
                    null,
                    fact.cause(),
                    Micros.of(at)
                });
    }

    void execute(Connection connection) throws SQLException {
        Rows requested = requestedRows();
        asked.values().forEach(requested::add);
        requested.execute(connection);
        Queries.update(connection, SUPERSEDE, sessions);
        Rows ended = endedRows();
        last.values().forEach(ended::add);
        ended.execute(connection);
    }

    private static Rows requestedRows() {
        return Rows.insert(
                """
                view.delivery (delivery_id, session_id, target, kind, status, sequence, delivered,
                    pending, attempts, requested_at, at)\
                """,
                "on conflict do nothing",
                "text",
                "text",
                "text",
                "text",
                "text",
                "integer",
                "boolean",
                "boolean",
                "integer",
                "timestamptz",
                "timestamptz");
    }

    private static Rows endedRows() {
        return Rows.insert(
                """
                view.delivery (delivery_id, session_id, target, status, delivered,
                    attempts, external_id, cause, at)\
                """,
                """
                on conflict (org_id, delivery_id) do update set
                    delivered = excluded.delivered, pending = false, superseded = false,
                    attempts = excluded.attempts, external_id = excluded.external_id,
                    cause = excluded.cause, at = excluded.at\
                """,
                "text",
                "text",
                "text",
                "text",
                "boolean",
                "integer",
                "text",
                "text",
                "timestamptz");
    }
}
