package dev.workrail.projections.sink;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.json.OpaqueFields;
import dev.workrail.contracts.trigger.SourceIdentity;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Position;
import dev.workrail.platform.kafka.Received;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes what occurred, with where it lies in the log. What became of it is written by
/// [TriggerVerdicts].
final class TriggerWriter implements TopicWriter<TriggerEvent> {
    private static final String ORG = "org";

    @Override
    public OrgId orgOf(TriggerEvent event) {
        return switch (event) {
            case TriggerEvent.Accepted accepted -> accepted.org();
            case TriggerEvent.Opaque opaque ->
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
            List<Received<TriggerEvent>> records)
            throws SQLException {
        Rows rows =
                Rows.insert(
                        """
                        view.trigger_event (event_id, trigger_id, event_type, action, delivery_id,
                            source, goal, replay_of, received_at, provider, log_topic, log_part,
                            log_offset)\
                        """,
                        """
                        on conflict (org_id, event_id) do update set
                            trigger_id = excluded.trigger_id, event_type = excluded.event_type,
                            action = excluded.action, delivery_id = excluded.delivery_id,
                            source = excluded.source, goal = excluded.goal,
                            replay_of = excluded.replay_of, received_at = excluded.received_at,
                            provider = excluded.provider, log_topic = excluded.log_topic,
                            log_part = excluded.log_part, log_offset = excluded.log_offset
                            where trigger_event.event_type is null\
                        """,
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        "timestamptz",
                        "text",
                        "text",
                        "integer",
                        "bigint");
        Rows words = TriggerEventWords.rows();
        Set<String> erased = SessionErasure.among(connection, records, TriggerWriter::session);
        Set<String> seen = new HashSet<>();
        for (Received<TriggerEvent> record : records) {
            // The same delivery, sent again, is the same event: its first arrival counts.
            if (record.data() instanceof TriggerEvent.Accepted event
                    && !erased.contains(event.session().value())
                    && seen.add(event.id().value())) {
                add(rows, event, record.position());
                TriggerEventWords.add(words, event.id().value(), event.goal(), event.receivedAt());
            }
        }
        rows.execute(connection);
        words.execute(connection);
    }

    private static @Nullable String session(Received<TriggerEvent> record) {
        return record.data() instanceof TriggerEvent.Accepted event
                ? event.session().value()
                : null;
    }

    private static void add(Rows rows, TriggerEvent.Accepted event, Position position) {
        rows.add(
                event.id().value(),
                event.config().trigger().value(),
                event.eventType(),
                event.action(),
                event.deliveryId(),
                text(event.source()),
                event.goal(),
                event.replayOf() == null ? null : event.replayOf().value(),
                Micros.of(event.receivedAt()),
                event.config().provider(),
                position.topic(),
                position.partition(),
                position.offset());
    }

    static @Nullable String text(@Nullable SourceIdentity source) {
        return source == null ? null : source.text();
    }
}
