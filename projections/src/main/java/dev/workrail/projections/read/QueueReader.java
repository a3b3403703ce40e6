package dev.workrail.projections.read;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /// A limit that holds sessions back.
    ///
    /// @param limit capacity, domain, org, workspace, trigger, serial, tier, paused or killed;
    ///   absent for those that the scheduler has not answered yet
    /// @param scope what it limits; empty for the whole deployment
    /// @param waiting how many sessions it holds back now
    /// @param oldest when the first of them was queued
    public record Held(
            @Nullable String limit, @Nullable String scope, long waiting, Instant oldest) {}

    /// What holds the queued sessions back; the one that holds the most first.
    public List<Held> limits(OrgId org) {
        SqlQuery query =
                new SqlQuery()
                        .add("select limit_name, limit_scope, count(*) waiting,")
                        .add("min(queued_at) oldest from view.queue_item where state = 'queued'")
                        .add("group by limit_name, limit_scope")
                        .add("order by waiting desc, limit_name, limit_scope");
        return view.asOrg(
                org,
                connection ->
                        query.list(
                                connection,
                                row ->
                                        new Held(
                                                row.getString("limit_name"),
                                                row.getString("limit_scope"),
                                                row.getLong("waiting"),
                                                Objects.requireNonNull(
                                                        ViewDatabaseAccess.instant(
                                                                row, "oldest")))));
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
