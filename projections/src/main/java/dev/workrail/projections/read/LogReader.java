package dev.workrail.projections.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads what sessions did, line by line: of one session, of a trigger's, or of all. Another org's
/// is not there. Thread-safe; blocks.
@Singleton
public final class LogReader {
    private static final String SORT = "log";

    private final ViewDatabaseAccess view;

    public LogReader(TenantTx tenants, DataSource database) {
        this.view = new ViewDatabaseAccess(tenants, database);
    }

    /// One event of a session.
    ///
    /// @param source event, effect, claim, release or fact
    /// @param data of the source's family
    public record Line(
            SessionId session,
            long offset,
            int item,
            Instant at,
            LogLevel level,
            String source,
            String kind,
            JsonNode data) {}

    /// Which lines. Every condition given must hold.
    ///
    /// @param level least that a line must matter
    /// @param from at or after
    /// @param until before
    public record Filter(
            @Nullable SessionId session,
            @Nullable TriggerId trigger,
            LogLevel level,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /// Newest first, unless the paging says otherwise: of one session as they lie in its log, of
    /// several by time.
    public Page<Line> page(OrgId org, Filter filter, Paging paging) {
        SqlQuery query = query(filter, paging);
        List<Line> lines = view.asOrg(org, connection -> query.list(connection, LogReader::line));
        return ViewDatabaseAccess.page(lines, paging.limit(), line -> line, LogReader::cursor);
    }

    static SqlQuery query(Filter filter, Paging paging) {
        Cursor cursor = Cursor.decode(paging.cursor(), SORT);
        SqlQuery query =
                new SqlQuery()
                        .add("select e.session_id, e.log_offset, e.item, e.at, e.level, e.source,")
                        .add("e.kind, e.data from view.session_event e");
        conditions(query, filter);
        if (cursor != null) {
            behind(query, cursor, filter.session() != null, paging.ascending());
        }
        String direction = paging.ascending() ? " asc" : " desc";
        String keys = filter.session() == null ? "e.at, e.session_id, " : "";
        return query.add(
                        "order by " + (keys + "e.log_offset, e.item").replace(",", direction + ","))
                .add(direction)
                .add("limit ?", paging.limit() + 1);
    }

    private static void conditions(SqlQuery query, Filter filter) {
        if (filter.trigger() != null) {
            query.add("join view.session s on s.org_id = e.org_id")
                    .add("and s.session_id = e.session_id")
                    .add("and s.trigger_id = ?", filter.trigger().value());
        }
        // Written out, so that the index of grave events is known to hold them.
        query.add("where e.level >= " + filter.level().number());
        if (filter.session() != null) {
            query.add("and e.session_id = ?", filter.session().value());
        }
        if (filter.from() != null) {
            query.add("and e.at >= ?", filter.from());
        }
        if (filter.until() != null) {
            query.add("and e.at < ?", filter.until());
        }
    }

    /// Ids of sessions are compared for lines of the same moment alone: text order is not
    /// leakproof, so the index serves the condition on the time.
    private static void behind(
            SqlQuery query, Cursor cursor, boolean ofOneSession, boolean ascending) {
        String than = ascending ? ">" : "<";
        Last last = Last.of(cursor);
        if (ofOneSession) {
            query.add("and (e.log_offset, e.item) " + than + " (?, ?)", last.offset(), last.item());
        } else {
            query.add("and e.at " + than + "= ?", cursor.instant());
            query.add(
                    "and (e.at, e.session_id, e.log_offset, e.item) " + than + " (?, ?, ?, ?)",
                    cursor.instant(),
                    last.session(),
                    last.offset(),
                    last.item());
        }
    }

    private static String cursor(Line last) {
        return Cursor.encode(
                SORT,
                last.at().toString(),
                last.offset() + ":" + last.item() + ":" + last.session());
    }

    private record Last(long offset, int item, String session) {
        static Last of(Cursor cursor) {
            String[] parts = cursor.id().split(":", 3);
            if (parts.length != 3) {
                throw Cursor.refused(null);
            }
            try {
                return new Last(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), parts[2]);
            } catch (NumberFormatException e) {
                throw Cursor.refused(e);
            }
        }
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                new SessionId(row.getString("session_id")),
                row.getLong("log_offset"),
                row.getInt("item"),
                Objects.requireNonNull(ViewDatabaseAccess.instant(row, "at")),
                LogLevel.values()[row.getInt("level")],
                row.getString("source"),
                row.getString("kind"),
                ViewDatabaseAccess.json(row, "data"));
    }
}
