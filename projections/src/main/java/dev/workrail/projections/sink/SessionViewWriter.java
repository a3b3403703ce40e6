package dev.workrail.projections.sink;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.contracts.view.SessionView.Work;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Received;
import dev.workrail.projections.stats.StatDelta;
import dev.workrail.projections.stats.StatSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes session views: the row, the words of its goal, and what it changes in the statistics.
final class SessionViewWriter implements TopicWriter<SessionView> {
    private static final String KNOWN =
            """
            select session_id, indexed, workflow_id, trigger_id, outcome, created_at, ended_at, input_tokens,
                   output_tokens, cost_micros, wait_ms, run_ms
            from view.session where session_id = any(?)\
            """;

    private record Known(boolean indexed, StatSource source) {}

    @Override
    public OrgId orgOf(SessionView view) {
        return view.org();
    }

    @Override
    public void write(
            Connection connection,
            OrgId org,
            Partition partition,
            List<Received<SessionView>> records)
            throws SQLException {
        Map<String, SessionView> last = new TreeMap<>();
        records.forEach(record -> last.put(record.data().session().value(), record.data()));
        last.keySet().removeAll(SessionErasure.among(connection, last.keySet()));
        write(connection, partition.index(), last);
    }

    /// Writes the views as they stand now, by session.
    ///
    /// @param shard the partition of the view topic
    void write(Connection connection, int shard, Map<String, SessionView> views)
            throws SQLException {
        Map<String, Known> known = known(connection, views);
        Rows sessions = SessionRows.sessions();
        Rows words = SessionRows.words();
        StatDelta hours = new StatDelta(ChronoUnit.HOURS);
        StatDelta days = new StatDelta(ChronoUnit.DAYS);
        views.forEach((id, view) -> {
            Known before = known.get(id);
            boolean indexed = before != null && before.indexed();
            SessionRows.add(sessions, view, createdAt(view));
            if (!indexed && view.work() != null) {
                SessionRows.addWords(words, view, view.work(), createdAt(view));
            }
            StatSource after = source(view);
            hours.moved(before == null ? null : before.source(), after);
            days.moved(before == null ? null : before.source(), after);
        });
        sessions.execute(connection);
        words.execute(connection);
        StatRows.add(connection, "view.stat_hour", shard, hours);
        StatRows.add(connection, "view.stat_day", shard, days);
    }

    /// Takes views out again, with their words and what they add to the statistics.
    ///
    /// @param shard the partition of the view topic
    void remove(Connection connection, int shard, List<SessionView> views) throws SQLException {
        Map<String, SessionView> byId = new TreeMap<>();
        views.forEach(view -> byId.put(view.session().value(), view));
        StatDelta hours = new StatDelta(ChronoUnit.HOURS);
        StatDelta days = new StatDelta(ChronoUnit.DAYS);
        known(connection, byId)
                .values()
                .forEach(gone -> {
                    hours.left(gone.source());
                    days.left(gone.source());
                });
        SessionRows.removeWords(connection, views, SessionViewWriter::createdAt);
        Queries.update(
                connection, "delete from view.session where session_id = any(?)", byId.keySet());
        StatRows.add(connection, "view.stat_hour", shard, hours);
        StatRows.add(connection, "view.stat_day", shard, days);
    }

    private static Map<String, Known> known(Connection connection, Map<String, SessionView> views)
            throws SQLException {
        Map<String, Known> known = new HashMap<>();
        Queries.byKeys(
                connection,
                KNOWN,
                views.keySet(),
                row ->
                        known.put(
                                row.getString("session_id"),
                                new Known(row.getBoolean("indexed"), source(row))));
        return known;
    }

    private static StatSource source(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return new StatSource(
                Objects.requireNonNullElse(row.getString("workflow_id"), ""),
                Objects.requireNonNullElse(row.getString("trigger_id"), ""),
                Objects.requireNonNull(Queries.instant(row, "created_at")),
                Queries.instant(row, "ended_at"),
                outcome == null ? null : Wire.outcome(outcome),
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("cost_micros"),
                Queries.number(row, "wait_ms"),
                Queries.number(row, "run_ms"));
    }

    private static StatSource source(SessionView view) {
        Work work = view.work();
        Outcome outcome = view.ending() == null ? null : view.ending().outcome();
        return new StatSource(
                work == null ? "" : work.workflowId(),
                work == null ? "" : work.trigger().value(),
                createdAt(view),
                Micros.of(view.times().endedAt()),
                outcome,
                view.progress().usage().inputTokens(),
                view.progress().usage().outputTokens(),
                view.progress().usage().costMicros(),
                view.times().waitMs(),
                view.times().runMs());
    }

    private static Instant createdAt(SessionView view) {
        Instant accepted = Micros.of(view.times().acceptedAt());
        if (accepted != null) {
            return accepted;
        }
        Instant started = Micros.of(view.times().startedAt());
        return started == null
                ? Objects.requireNonNull(Micros.of(view.times().updatedAt()))
                : started;
    }

    static @Nullable String text(@Nullable WorkspaceId workspace) {
        return workspace == null ? null : workspace.value();
    }
}
