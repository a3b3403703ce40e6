package dev.workrail.projections.sink;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.json.OpaqueFields;
import dev.workrail.contracts.trigger.RefusedWebhook;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Received;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Writes webhooks that became no event beside those that did, and keeps the newest thousand of
/// each trigger.
final class RefusedWebhookWriter implements TopicWriter<RefusedWebhook> {
    private static final String ORG = "org";
    private static final String OLDER =
            """
            delete from view.trigger_event old using unnest(?) as touched (trigger_id),
                lateral (select newer.received_at, newer.event_id from view.trigger_event newer
                    where newer.trigger_id = touched.trigger_id
                        and newer.verdict in ('skipped', 'rejected')
                    order by newer.received_at desc, newer.event_id desc
                    offset 999 limit 1) oldest
            where old.trigger_id = touched.trigger_id and old.verdict in ('skipped', 'rejected')
                and (old.received_at, old.event_id) < (oldest.received_at, oldest.event_id)\
            """;

    @Override
    public OrgId orgOf(RefusedWebhook refused) {
        return switch (refused) {
            case RefusedWebhook.Skipped skipped -> skipped.org();
            case RefusedWebhook.Rejected rejected -> rejected.org();
            case RefusedWebhook.Opaque opaque ->
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
            List<Received<RefusedWebhook>> records)
            throws SQLException {
        Rows rows = rows();
        Set<String> triggers = new TreeSet<>();
        for (Received<RefusedWebhook> record : records) {
            switch (record.data()) {
                case RefusedWebhook.Skipped skipped -> {
                    add(rows, skipped);
                    triggers.add(skipped.trigger().value());
                }
                case RefusedWebhook.Rejected rejected -> {
                    add(rows, rejected);
                    triggers.add(rejected.trigger().value());
                }
                case RefusedWebhook.Opaque _ -> {}
            }
        }
        rows.execute(connection);
        Queries.update(connection, OLDER, triggers);
    }

    private static Rows rows() {
        return Rows.insert(
                """
                view.trigger_event (event_id, trigger_id, provider, event_type, action,
                    delivery_id, received_at, verdict, reason, decided_at, detail, pointer,
                    expected, found, more)\
                """,
                "on conflict do nothing",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "timestamptz",
                "text",
                "text",
                "timestamptz",
                "text",
                "text",
                "text",
                "text",
                "bigint");
    }

    private static void add(Rows rows, RefusedWebhook.Skipped skipped) {
        rows.add(
                skipped.id().value(),
                skipped.trigger().value(),
                skipped.provider(),
                skipped.eventType(),
                skipped.action(),
                skipped.deliveryId(),
                Micros.of(skipped.receivedAt()),
                "skipped",
                skipped.code(),
                Micros.of(skipped.receivedAt()),
                skipped.reason(),
                skipped.pointer(),
                skipped.expected(),
                skipped.found(),
                skipped.more());
    }

    private static void add(Rows rows, RefusedWebhook.Rejected rejected) {
        rows.add(
                rejected.id().value(),
                rejected.trigger().value(),
                rejected.provider(),
                null,
                null,
                null,
                Micros.of(rejected.receivedAt()),
                "rejected",
                rejected.code(),
                Micros.of(rejected.receivedAt()),
                rejected.reason(),
                null,
                null,
                null,
                rejected.more());
    }
}
