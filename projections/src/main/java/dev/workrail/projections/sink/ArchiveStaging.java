package dev.workrail.projections.sink;

import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.platform.kafka.Received;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Keeps records until they are in an archive, and says when their session is due for one: a while
/// after it ended, so that its facts are in it, or once it has been parked for long.
///
/// @param quiet how long after its last record an ended session is archived
/// @param parked how long a session is parked before it is archived
record ArchiveStaging(Duration quiet, Duration parked) {
    private static final String ARCHIVED =
            """
            select session_id, scheduling_next from view.archive
            where session_id = any(?) and scheduling_next > 0\
            """;

    /// Keeps records of `wr.sessions` that were not read before.
    void log(Connection connection, List<Received<SessionRecord>> records) throws SQLException {
        Rows rows = records();
        Map<String, @Nullable Instant> due = new TreeMap<>();
        Map<String, Instant> touched = new TreeMap<>();
        for (Received<SessionRecord> record : records) {
            String session = record.data().session().value();
            add(rows, session, record);
            switch (record.data()) {
                case SessionRecord.Claimed _ -> due.put(session, null);
                case SessionRecord.Segment segment -> {
                    Instant at = due(segment);
                    if (at != null) {
                        due.put(session, at);
                    }
                }
                case SessionRecord.Noted noted -> touched.put(session, noted.at().plus(quiet));
                case SessionRecord.Released _, SessionRecord.Opaque _ -> {}
            }
        }
        rows.execute(connection);
        setDue(connection, due);
        touch(connection, touched);
    }

    /// Keeps decisions about sessions, but for those that an archive restored.
    void decisions(Connection connection, Map<String, List<Received<SchedulingEvent>>> bySession)
            throws SQLException {
        Map<String, Long> archived = new HashMap<>();
        Queries.byKeys(
                connection,
                ARCHIVED,
                bySession.keySet(),
                row -> archived.put(row.getString(1), row.getLong(2)));
        Rows rows = records();
        Map<String, @Nullable Instant> due = new TreeMap<>();
        bySession.forEach((session, records) -> {
            long next = archived.getOrDefault(session, 0L);
            for (Received<SchedulingEvent> record : records) {
                if (record.offset() >= next) {
                    add(rows, session, record);
                    due(session, record.data(), due);
                }
            }
        });
        rows.execute(connection);
        setDue(connection, due);
    }

    private @Nullable Instant due(SessionRecord.Segment segment) {
        Instant due = null;
        for (Effect effect : segment.effects()) {
            due =
                    switch (effect) {
                        case Effect.Ended _ -> segment.at().plus(quiet);
                        case Effect.Parked _ -> segment.at().plus(parked);
                        case Effect.Deliver _,
                                Effect.Verified _,
                                Effect.SpawnChild _,
                                Effect.PushIntended _,
                                Effect.Pushed _,
                                Effect.Opaque _ ->
                                due;
                    };
        }
        return due;
    }

    private void due(String session, SchedulingEvent event, Map<String, @Nullable Instant> due) {
        switch (event) {
            case SchedulingEvent.Closed _,
                    SchedulingEvent.Killed _,
                    SchedulingEvent.Superseded _,
                    SchedulingEvent.Escalated _ ->
                    due.put(session, event.at().plus(quiet));
            case SchedulingEvent.Queued _,
                    SchedulingEvent.Requeued _,
                    SchedulingEvent.Dispatched _ ->
                    due.put(session, null);
            case SchedulingEvent.Waiting _,
                    SchedulingEvent.Leased _,
                    SchedulingEvent.Parked _,
                    SchedulingEvent.Duplicate _,
                    SchedulingEvent.Refused _,
                    SchedulingEvent.Paused _,
                    SchedulingEvent.Unpaused _,
                    SchedulingEvent.Opaque _ -> {}
        }
    }

    private static Rows records() {
        return Rows.insert(
                "view.session_record (session_id, topic, part, log_offset, at, event)",
                "on conflict do nothing",
                "text",
                "text",
                "integer",
                "bigint",
                "timestamptz",
                "text");
    }

    private static void add(Rows rows, String session, Received<?> record) {
        rows.add(
                session,
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                new String(ContractsJson.write(record.envelope()), StandardCharsets.UTF_8));
    }

    private static void setDue(Connection connection, Map<String, @Nullable Instant> due)
            throws SQLException {
        Rows rows =
                Rows.insert(
                        "view.archive (session_id, due_at)",
                        "on conflict (org_id, session_id) do update set due_at = excluded.due_at",
                        "text",
                        "timestamptz");
        due.forEach((session, at) -> rows.add(session, Micros.of(at)));
        rows.execute(connection);
    }

    /// A fact about an archived session, or one that is about to be, is archived in its turn.
    private static void touch(Connection connection, Map<String, Instant> touched)
            throws SQLException {
        if (touched.isEmpty()) {
            return;
        }
        List<String> times = new ArrayList<>();
        touched.values().forEach(at -> times.add(at.toString()));
        try (var update =
                connection.prepareStatement(
                        """
                        update view.archive set due_at = fact.due_at
                        from unnest(?::text[], ?::text[]::timestamptz[]) as fact (session_id, due_at)
                        where archive.session_id = fact.session_id
                          and (archive.digest is not null or archive.due_at is not null)\
                        """)) {
            update.setArray(1, connection.createArrayOf("text", touched.keySet().toArray()));
            update.setArray(2, connection.createArrayOf("text", times.toArray()));
            update.executeUpdate();
        }
    }
}
