package dev.workrail.projections.sink;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Received;
import dev.workrail.projections.queue.QueueFold;
import dev.workrail.projections.queue.QueueItem;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Writes the queue, what is paused and what became of trigger events, and keeps the decisions for
/// the archive.
final class SchedulingWriter implements TopicWriter<SchedulingEvent> {
    private static final String KNOWN =
            "select session_id, doc from view.queue_item where session_id = any(?)";

    private final ArchiveStaging staging;

    SchedulingWriter(ArchiveStaging staging) {
        this.staging = staging;
    }

    @Override
    public OrgId orgOf(SchedulingEvent event) {
        return event.org();
    }

    @Override
    public void write(
            Connection connection,
            OrgId org,
            Partition partition,
            List<Received<SchedulingEvent>> records)
            throws SQLException {
        PauseRows.write(connection, records);
        Map<String, List<Received<SchedulingEvent>>> bySession = new TreeMap<>();
        for (Received<SchedulingEvent> record : records) {
            SessionId session = record.data().session();
            if (session != null) {
                bySession.computeIfAbsent(session.value(), _ -> new ArrayList<>()).add(record);
            }
        }
        Set<String> erased = SessionErasure.among(connection, named(bySession.keySet(), records));
        bySession.keySet().removeAll(erased);
        TriggerVerdicts.write(connection, records, erased);
        if (bySession.isEmpty()) {
            return;
        }
        queue(connection, bySession);
        staging.decisions(connection, bySession);
    }

    private static Set<String> named(
            Set<String> subjects, List<Received<SchedulingEvent>> records) {
        Set<String> named = new TreeSet<>(subjects);
        for (Received<SchedulingEvent> record : records) {
            if (record.data() instanceof SchedulingEvent.Duplicate again && again.of() != null) {
                named.add(again.of().value());
            }
        }
        return named;
    }

    private static void queue(
            Connection connection, Map<String, List<Received<SchedulingEvent>>> bySession)
            throws SQLException {
        Map<String, @Nullable QueueItem> items = new TreeMap<>();
        Queries.byKeys(
                connection,
                KNOWN,
                bySession.keySet(),
                row -> items.put(row.getString("session_id"), item(row.getString("doc"))));
        TreeSet<String> known = new TreeSet<>(items.keySet());
        bySession.forEach((session, records) -> {
            QueueItem item = items.get(session);
            for (Received<SchedulingEvent> record : records) {
                item = QueueFold.apply(item, record.data());
            }
            items.put(session, item);
        });
        Rows rows = rows();
        for (QueueItem item : items.values()) {
            if (item != null) {
                add(rows, item);
                known.remove(item.session().value());
            }
        }
        Queries.update(connection, "delete from view.queue_item where session_id = any(?)", known);
        rows.execute(connection);
    }

    private static QueueItem item(String json) {
        return ContractsJson.read(json.getBytes(StandardCharsets.UTF_8), QueueItem.class);
    }

    private static Rows rows() {
        return Rows.insert(
                """
                view.queue_item (session_id, state, position, limit_name, limit_scope, trigger_id,
                    workspace_id, workflow_id, queued_at, since, doc)\
                """,
                """
                on conflict (org_id, session_id) do update set state = excluded.state,
                    position = excluded.position, limit_name = excluded.limit_name,
                    limit_scope = excluded.limit_scope, trigger_id = excluded.trigger_id,
                    workspace_id = excluded.workspace_id, workflow_id = excluded.workflow_id,
                    queued_at = excluded.queued_at, since = excluded.since, doc = excluded.doc\
                """,
                "text",
                "text",
                "integer",
                "text",
                "text",
                "text",
                "text",
                "text",
                "timestamptz",
                "timestamptz",
                "jsonb");
    }

    private static void add(Rows rows, QueueItem item) {
        rows.add(
                item.session().value(),
                Wire.name(item.state()),
                item.position(),
                item.limit() == null ? null : item.limit().limit(),
                item.limit() == null ? null : item.limit().scope(),
                item.trigger().value(),
                SessionViewWriter.text(item.workspace()),
                item.workflowId(),
                Micros.of(item.queuedAt()),
                Micros.of(item.since()),
                item);
    }
}
