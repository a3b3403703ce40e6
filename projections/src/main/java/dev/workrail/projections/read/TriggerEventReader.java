package dev.workrail.projections.read;

import dev.workrail.contracts.id.OrgId;
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

/// Reads what triggers were told. Another org's is not there. Thread-safe; blocks.
@Singleton
public final class TriggerEventReader {
    private static final String SORT = "received";

    private final ViewDatabaseAccess view;

    public TriggerEventReader(TenantTx tenants, DataSource database) {
        this.view = new ViewDatabaseAccess(tenants, database);
    }

    /// One occurrence that was accepted.
    ///
    /// @param eventType the provider's word; absent for a schedule
    /// @param source the piece of work, with its revision
    /// @param verdict queued, duplicate or refused; absent until the scheduler read it
    /// @param reason why it is a duplicate or was refused
    /// @param session the one it became, or is a duplicate of
    public record TriggerEvent(
            String id,
            @Nullable String trigger,
            @Nullable String eventType,
            @Nullable String action,
            @Nullable String deliveryId,
            @Nullable String source,
            @Nullable String goal,
            @Nullable String replayOf,
            Instant receivedAt,
            @Nullable String verdict,
            @Nullable String reason,
            @Nullable String session,
            @Nullable Instant decidedAt) {}

    /// Which events. Every condition given must hold.
    public record Filter(
            @Nullable TriggerId trigger,
            @Nullable String verdict,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /// Newest first, unless the paging says otherwise.
    public Page<TriggerEvent> page(OrgId org, Filter filter, Paging paging) {
        Cursor cursor = Cursor.decode(paging.cursor(), SORT);
        SqlQuery query =
                new SqlQuery()
                        .add("select * from view.trigger_event where received_at is not null");
        conditions(query, filter);
        String direction = paging.ascending() ? "asc" : "desc";
        if (cursor != null) {
            String than = paging.ascending() ? ">" : "<";
            query.add("and received_at " + than + "= ?", cursor.instant());
            query.add(
                    "and (received_at, event_id) " + than + " (?, ?)",
                    cursor.instant(),
                    cursor.id());
        }
        query.add("order by received_at " + direction + ", event_id " + direction)
                .add("limit ?", paging.limit() + 1);
        List<TriggerEvent> rows =
                view.asOrg(org, connection -> query.list(connection, TriggerEventReader::event));
        return ViewDatabaseAccess.page(
                rows,
                paging.limit(),
                event -> event,
                last -> Cursor.encode(SORT, last.receivedAt().toString(), last.id()));
    }

    private static void conditions(SqlQuery query, Filter filter) {
        if (filter.trigger() != null) {
            query.add("and trigger_id = ?", filter.trigger().value());
        }
        if (filter.verdict() != null) {
            query.add("and verdict = ?", filter.verdict());
        }
        if (filter.from() != null) {
            query.add("and received_at >= ?", filter.from());
        }
        if (filter.until() != null) {
            query.add("and received_at < ?", filter.until());
        }
    }

    private static TriggerEvent event(ResultSet row) throws SQLException {
        return new TriggerEvent(
                row.getString("event_id"),
                row.getString("trigger_id"),
                row.getString("event_type"),
                row.getString("action"),
                row.getString("delivery_id"),
                row.getString("source"),
                row.getString("goal"),
                row.getString("replay_of"),
                Objects.requireNonNull(ViewDatabaseAccess.instant(row, "received_at")),
                row.getString("verdict"),
                row.getString("reason"),
                row.getString("session_id"),
                ViewDatabaseAccess.instant(row, "decided_at"));
    }
}
