package dev.workrail.projections.sink;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.delivery.AttemptResult;
import dev.workrail.contracts.delivery.DeliveryEvent;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.json.OpaqueFields;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Received;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes the attempts at deliveries that are over.
final class AttemptWriter implements TopicWriter<DeliveryEvent> {
    private static final String ORG = "org";

    @Override
    public OrgId orgOf(DeliveryEvent event) {
        return switch (event) {
            case DeliveryEvent.AttemptDue due -> due.request().org();
            case DeliveryEvent.AttemptFinished finished -> finished.org();
            case DeliveryEvent.Settled settled -> settled.org();
            case DeliveryEvent.Opaque opaque ->
                    opaque.fields().containsKey(ORG)
                            ? new OrgId(OpaqueFields.text(opaque.fields(), ORG))
                            : ConfigValue.Domain.OPERATOR;
        };
    }

    @Override
    public void write(
            Connection connection,
            OrgId org,
            Partition partition,
            List<Received<DeliveryEvent>> records)
            throws SQLException {
        Rows rows =
                Rows.insert(
                        """
                        view.delivery_attempt (delivery_id, at, attempt, outcome, external_id,
                            cause, retry_after_ms, duration_ms, session_id)\
                        """,
                        "on conflict do nothing",
                        "text",
                        "timestamptz",
                        "integer",
                        "text",
                        "text",
                        "text",
                        "bigint",
                        "bigint",
                        "text");
        Set<String> erased = SessionErasure.among(connection, records, SessionErasure::subject);
        for (Received<DeliveryEvent> record : records) {
            String session = SessionErasure.subject(record);
            if (record.data() instanceof DeliveryEvent.AttemptFinished finished
                    && (session == null || !erased.contains(session))) {
                add(rows, finished, session);
            }
        }
        rows.execute(connection);
    }

    private static void add(
            Rows rows, DeliveryEvent.AttemptFinished finished, @Nullable String session) {
        AttemptResult result = finished.result();
        rows.add(
                finished.delivery().value(),
                Micros.of(finished.at()),
                finished.attempt(),
                Wire.name(result.outcome()),
                result.externalId(),
                result.cause(),
                result.retryAfter() == null ? null : result.retryAfter().toMillis(),
                finished.durationMs(),
                session);
    }
}
