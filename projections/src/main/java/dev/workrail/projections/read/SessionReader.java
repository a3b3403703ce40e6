package dev.workrail.projections.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads sessions and their events. Another org's are not there. Thread-safe; blocks.
@Singleton
public final class SessionReader {
    private static final String EVENTS = "events";
    private static final String SEGMENTS = "segments";
    private static final int MAX_TREE = 1000;

    private final ViewDatabaseAccess view;

    public SessionReader(TenantTx tenants, DataSource database) {
        this.view = new ViewDatabaseAccess(tenants, database);
    }

    /// One event of a session, or one record about it.
    ///
    /// @param position where it lies in the session: rises, with gaps
    /// @param source event, effect, claim, release or fact
    /// @param index the event's own index; absent where it is not the lease holder's event
    /// @param epoch of the lease it was written under; absent for facts
    public record Event(
            String position,
            String source,
            String kind,
            String id,
            @Nullable Long index,
            @Nullable String runId,
            @Nullable String nodeId,
            @Nullable Long epoch,
            Instant at,
            JsonNode data) {}

    /// @throws BadQueryException where the cursor is not of this sort, or a word is missing
    public Page<SessionView> page(
            OrgId org, SessionFilter filter, SessionSort sort, Paging paging) {
        SqlQuery query = SessionQueries.page(org, filter, sort, paging);
        List<Row> rows =
                view.asOrg(org, connection -> query.list(connection, row -> row(row, sort)));
        return ViewDatabaseAccess.page(
                rows,
                paging.limit(),
                Row::session,
                last ->
                        Cursor.encode(
                                sort.name(), last.sorted(), last.session().session().value()));
    }

    public Optional<SessionView> find(OrgId org, SessionId session) {
        SqlQuery query =
                new SqlQuery()
                        .add("select doc from view.session where session_id = ?", session.value());
        return view
                .asOrg(org, connection -> query.list(connection, SessionReader::session))
                .stream()
                .findFirst();
    }

    /// The session and all its relatives under the same root, oldest first; at most 1000.
    public List<SessionView> tree(OrgId org, SessionId root) {
        SqlQuery query =
                new SqlQuery()
                        .add("select doc from view.session where root_id = ?", root.value())
                        .add("order by created_at, session_id limit ?", MAX_TREE);
        return view.asOrg(org, connection -> query.list(connection, SessionReader::session));
    }

    /// Events in the order of the log, oldest first unless the paging says otherwise.
    public Page<Event> events(OrgId org, SessionId session, Paging paging) {
        Cursor cursor = Cursor.decode(paging.cursor(), EVENTS);
        String direction = paging.ascending() ? "asc" : "desc";
        SqlQuery query =
                new SqlQuery()
                        .add(
                                "select * from view.session_event where session_id = ?",
                                session.value());
        if (cursor != null) {
            query.add(
                    "and (log_offset, item) " + (paging.ascending() ? ">" : "<") + " (?, ?)",
                    cursor.number(),
                    item(cursor));
        }
        query.add("order by log_offset " + direction + ", item " + direction)
                .add("limit ?", paging.limit() + 1);
        List<Event> rows =
                view.asOrg(org, connection -> query.list(connection, SessionReader::event));
        return ViewDatabaseAccess.page(
                rows,
                paging.limit(),
                event -> event,
                last -> {
                    String[] at = last.position().split(":", 2);
                    return Cursor.encode(EVENTS, at[0], at[1]);
                });
    }

    /// One record of a session's log: an advance or a model turn with all it wrote at once, a
    /// claim, a release or a fact.
    ///
    /// @param position where it lies in the session: rises, with gaps
    /// @param epoch of the lease it was written under; absent for facts
    public record Segment(String position, @Nullable Long epoch, Instant at, List<Event> events) {
        static Segment of(List<Event> events) {
            Event first = events.getFirst();
            return new Segment(
                    first.position().split(":", 2)[0], first.epoch(), first.at(), events);
        }
    }

    /// Segments in the order of the log, oldest first unless the paging says otherwise.
    public Page<Segment> segments(OrgId org, SessionId session, Paging paging) {
        Cursor cursor = Cursor.decode(paging.cursor(), SEGMENTS);
        String direction = paging.ascending() ? " asc" : " desc";
        SqlQuery query =
                new SqlQuery()
                        .add("select e.* from (select distinct log_offset from view.session_event")
                        .add("where session_id = ?", session.value());
        if (cursor != null) {
            query.add("and log_offset " + (paging.ascending() ? ">" : "<") + " ?", cursor.number());
        }
        query.add("order by log_offset" + direction + " limit ?) page", paging.limit() + 1)
                .add("join view.session_event e on e.log_offset = page.log_offset")
                .add("where e.session_id = ?", session.value())
                .add("order by e.log_offset" + direction + ", e.item");
        List<Event> events =
                view.asOrg(org, connection -> query.list(connection, SessionReader::event));
        List<Segment> segments =
                events.stream()
                        .collect(
                                Collectors.groupingBy(
                                        event -> event.position().split(":", 2)[0],
                                        LinkedHashMap::new,
                                        Collectors.toList()))
                        .values()
                        .stream()
                        .map(Segment::of)
                        .toList();
        return ViewDatabaseAccess.page(
                segments,
                paging.limit(),
                segment -> segment,
                last -> Cursor.encode(SEGMENTS, last.position(), ""));
    }

    /// The event that ended a session with a handoff; empty where none did.
    public Optional<Event> ended(OrgId org, SessionId session) {
        SqlQuery query =
                new SqlQuery()
                        .add(
                                "select * from view.session_event where session_id = ?",
                                session.value())
                        .add("and kind = 'session_ended'")
                        .add("order by log_offset desc, item desc limit 1");
        return view.asOrg(org, connection -> query.list(connection, SessionReader::event)).stream()
                .findFirst();
    }

    private record Row(SessionView session, String sorted) {}

    private static Row row(ResultSet row, SessionSort sort) throws SQLException {
        String sorted =
                sort.byTime()
                        ? String.valueOf(ViewDatabaseAccess.instant(row, sort.column()))
                        : Long.toString(row.getLong(sort.column()));
        return new Row(session(row), sorted);
    }

    private static SessionView session(ResultSet row) throws SQLException {
        return ViewDatabaseAccess.doc(row, SessionView.class);
    }

    private static int item(Cursor cursor) {
        return Math.toIntExact(new Cursor(cursor.sort(), cursor.id(), "").number());
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("log_offset") + ":" + row.getInt("item"),
                row.getString("source"),
                row.getString("kind"),
                row.getString("event_id"),
                row.getObject("event_index", Long.class),
                row.getString("run_id"),
                row.getString("node_id"),
                row.getObject("epoch", Long.class),
                Objects.requireNonNull(ViewDatabaseAccess.instant(row, "at")),
                ViewDatabaseAccess.json(row, "data"));
    }
}
