package dev.workrail.projections.sink;

import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.platform.kafka.Received;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes what is paused: the last word of a batch on each scope.
final class PauseRows {
    private PauseRows() {}

    private record Key(String kind, String id) {
        static Key of(Scope scope) {
            if (scope.trigger() != null) {
                return new Key("trigger", scope.trigger().value());
            }
            return scope.workspace() != null
                    ? new Key("workspace", scope.workspace().value())
                    : new Key("org", "");
        }
    }

    static void write(Connection connection, List<Received<SchedulingEvent>> records)
            throws SQLException {
        Map<Key, Optional<SchedulingEvent.Paused>> last = new LinkedHashMap<>();
        for (Received<SchedulingEvent> record : records) {
            if (record.data() instanceof SchedulingEvent.Paused paused) {
                last.put(Key.of(paused.scope()), Optional.of(paused));
            } else if (record.data() instanceof SchedulingEvent.Unpaused over) {
                last.put(Key.of(over.scope()), Optional.empty());
            }
        }
        Rows rows = rows();
        for (Map.Entry<Key, Optional<SchedulingEvent.Paused>> one : last.entrySet()) {
            if (one.getValue().isPresent()) {
                add(rows, one.getKey(), one.getValue().get());
            } else {
                remove(connection, one.getKey());
            }
        }
        rows.execute(connection);
    }

    private static Rows rows() {
        return Rows.insert(
                "view.pause (kind, id, command_id, by, reason, since)",
                """
                on conflict (org_id, kind, id) do update set command_id = excluded.command_id,
                    by = excluded.by, reason = excluded.reason, since = excluded.since\
                """,
                "text",
                "text",
                "text",
                "text",
                "text",
                "timestamptz");
    }

    private static void add(Rows rows, Key key, SchedulingEvent.Paused paused) {
        rows.add(
                key.kind(),
                key.id(),
                paused.command().value(),
                paused.by(),
                paused.reason(),
                Micros.of(paused.since()));
    }

    private static void remove(Connection connection, Key key) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from view.pause where kind = ? and id = ?")) {
            delete.setString(1, key.kind());
            delete.setString(2, key.id());
            delete.executeUpdate();
        }
    }
}
