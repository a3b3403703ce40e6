package dev.workrail.projections.sink;

import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.platform.kafka.Received;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes sessions out of the views, and keeps them out: what is left of each is the row of its
/// filter, which says so.
///
/// Proof records stay, with the sessions they name. Bundles and blobs that nothing names any more
/// are deleted by the next sweep.
final class SessionErasure {
    /// Tables whose rows go by session alone. The session's own row goes last, by its writer.
    private static final List<String> TABLES =
            List.of(
                    "session_event",
                    "session_record",
                    "session_artifact",
                    "archive",
                    "delivery",
                    "delivery_attempt",
                    "dead_letter",
                    "queue_item");

    private static final String ERASED =
            "select session_id from view.session_filter where session_id = any(?)"
                    + " and erased_at is not null";
    private static final String VIEWS = "select doc from view.session where session_id = any(?)";

    private SessionErasure() {}

    /// The sessions that facts in a batch erase, and when.
    static Map<String, Instant> asked(List<Received<SessionRecord>> records) {
        Map<String, Instant> asked = new TreeMap<>();
        for (Received<SessionRecord> record : records) {
            if (record.data() instanceof SessionRecord.Noted noted
                    && noted.fact() instanceof Fact.Erased) {
                asked.put(noted.session().value(), noted.at());
            }
        }
        return asked;
    }

    /// Those of `sessions` that were erased.
    static Set<String> among(Connection connection, Collection<String> sessions)
            throws SQLException {
        Set<String> erased = new HashSet<>();
        if (!sessions.isEmpty()) {
            Queries.byKeys(connection, ERASED, sessions, row -> erased.add(row.getString(1)));
        }
        return erased;
    }

    /// Those of the sessions that records are about that were erased.
    ///
    /// @param about absent where a record is about none
    static <T> Set<String> among(
            Connection connection,
            List<Received<T>> records,
            Function<Received<T>, @Nullable String> about)
            throws SQLException {
        Set<String> sessions = new HashSet<>();
        for (Received<T> record : records) {
            String session = about.apply(record);
            if (session != null) {
                sessions.add(session);
            }
        }
        return among(connection, sessions);
    }

    /// What a record's event names beside its org.
    static @Nullable String subject(Received<?> record) {
        String subject = record.envelope().subject();
        int slash = subject.indexOf('/');
        return slash < 0 || slash == subject.length() - 1 ? null : subject.substring(slash + 1);
    }

    /// Takes the rows of sessions out.
    ///
    /// @param shard the partition their views come from
    static void erase(Connection connection, int shard, Collection<String> sessions)
            throws SQLException {
        if (sessions.isEmpty()) {
            return;
        }
        List<SessionView> views = new ArrayList<>();
        Queries.byKeys(
                connection,
                VIEWS,
                sessions,
                row ->
                        views.add(
                                ContractsJson.read(
                                        row.getString(1).getBytes(StandardCharsets.UTF_8),
                                        SessionView.class)));
        for (String table : TABLES) {
            Queries.update(
                    connection,
                    "delete from view." + table + " where session_id = any(?)",
                    sessions);
        }
        TriggerEventWords.forget(connection, "session_id", sessions);
        new SessionViewWriter().remove(connection, shard, views);
    }
}
