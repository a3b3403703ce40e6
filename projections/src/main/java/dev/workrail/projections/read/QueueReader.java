package dev.workrail.projections.read;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads the queue. Another org's is not there. Thread-safe; blocks.
@Singleton
public final class QueueReader {
    private final ViewDatabaseAccess view;

    public QueueReader(TenantTx tenants, DataSource database) {
        this.view = new ViewDatabaseAccess(tenants, database);
    }

    /// Entries by position, then by the time they were queued; at most `limit`.
    ///
    /// @param state queued, running or parked; absent for all
    public List<QueueEntry> entries(OrgId org, @Nullable String state, int limit) {
        SqlQuery query = new SqlQuery().add("select doc from view.queue_item where true");
        if (state != null) {
            query.add("and state = ?", state);
        }
        query.add("order by position nulls last, queued_at, session_id limit ?", limit);
        return list(org, query);
    }

    public Optional<QueueEntry> find(OrgId org, SessionId session) {
        SqlQuery query =
                new SqlQuery()
                        .add(
                                "select doc from view.queue_item where session_id = ?",
                                session.value());
        return list(org, query).stream().findFirst();
    }

    /// How many sessions are queued, running and parked.
    public Map<String, Long> counts(OrgId org) {
        SqlQuery query =
                new SqlQuery().add("select state, count(*) from view.queue_item group by state");
        Map<String, Long> counts = new TreeMap<>();
        view.asOrg(
                org,
                connection ->
                        query.list(
                                connection, row -> counts.put(row.getString(1), row.getLong(2))));
        return counts;
    }

    private List<QueueEntry> list(OrgId org, SqlQuery query) {
        return view.asOrg(
                org,
                connection ->
                        query.list(
                                connection, row -> ViewDatabaseAccess.doc(row, QueueEntry.class)));
    }
}
