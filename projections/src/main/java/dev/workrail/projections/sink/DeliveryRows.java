package dev.workrail.projections.sink;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.Fact;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What deliveries came to in a batch: the last word on each.
final class DeliveryRows {
    private final Map<String, @Nullable Object[]> last = new TreeMap<>();

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
        Rows rows =
                Rows.insert(
                        """
                        view.delivery (delivery_id, session_id, target, status, delivered,
                            attempts, external_id, cause, at)\
                        """,
                        """
                        on conflict (org_id, delivery_id) do update set
                            delivered = excluded.delivered, attempts = excluded.attempts,
                            external_id = excluded.external_id, cause = excluded.cause,
                            at = excluded.at\
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
        last.values().forEach(rows::add);
        rows.execute(connection);
    }
}
