package dev.workrail.projections.read;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads deliveries and the attempts at them. Another org's are not there. Thread-safe; blocks.
@Singleton
public final class DeliveryReader {
    private static final int MAX = 1000;
    private static final String SORT = "at";

    private final ViewDatabaseAccess view;

    public DeliveryReader(TenantTx tenants, DataSource database) {
        this.view = new ViewDatabaseAccess(tenants, database);
    }

    /// @param target name of the target within its trigger
    /// @param kind callback or git_note
    /// @param status what is told, such as `completed`
    /// @param state pending; delivered; failed, and a dead letter; superseded by a later one before
    ///   it was sent
    /// @param attempts as many as it took; 0 while it is pending
    /// @param cause why it was given up
    /// @param at when it ended; when it was asked for where it has not
    public record Delivery(
            String id,
            SessionId session,
            String target,
            @Nullable String kind,
            String status,
            String state,
            boolean delivered,
            int attempts,
            @Nullable String externalId,
            @Nullable String cause,
            @Nullable Instant requestedAt,
            Instant at) {}

    /// An attempt that is over.
    ///
    /// @param attempt 1 for the first, and for the first after it was replayed
    /// @param outcome delivered; failed: it may work later; refused: it will not; gone: the target
    ///   wants nothing more
    /// @param retryAfterMs how long the target asked to be left alone
    public record Attempt(
            int attempt,
            String outcome,
            @Nullable String cause,
            @Nullable String externalId,
            @Nullable Long retryAfterMs,
            long durationMs,
            Instant at) {}

    /// The deliveries of a session, oldest first; at most 1000.
    public List<Delivery> of(OrgId org, SessionId session) {
        SqlQuery query =
                new SqlQuery()
                        .add("select * from view.delivery where session_id = ?", session.value())
                        .add("order by at, delivery_id limit ?", MAX);
        return view.asOrg(org, connection -> query.list(connection, DeliveryReader::delivery));
    }

    /// Newest first, unless the paging says otherwise.
    ///
    /// @throws BadQueryException where the cursor is not of this sort
    public Page<Delivery> page(OrgId org, DeliveryFilter filter, Paging paging) {
        Cursor cursor = Cursor.decode(paging.cursor(), SORT);
        SqlQuery query = new SqlQuery().add("select * from view.delivery where true");
        conditions(query, filter);
        String direction = paging.ascending() ? "asc" : "desc";
        if (cursor != null) {
            String than = paging.ascending() ? ">" : "<";
            query.add("and at " + than + "= ?", cursor.instant());
            query.add("and (at, delivery_id) " + than + " (?, ?)", cursor.instant(), cursor.id());
        }
        query.add("order by at " + direction + ", delivery_id " + direction)
                .add("limit ?", paging.limit() + 1);
        List<Delivery> rows =
                view.asOrg(org, connection -> query.list(connection, DeliveryReader::delivery));
        return ViewDatabaseAccess.page(
                rows,
                paging.limit(),
                delivery -> delivery,
                last -> Cursor.encode(SORT, last.at().toString(), last.id()));
    }

    public Optional<Delivery> find(OrgId org, String delivery) {
        SqlQuery query =
                new SqlQuery().add("select * from view.delivery where delivery_id = ?", delivery);
        return view
                .asOrg(org, connection -> query.list(connection, DeliveryReader::delivery))
                .stream()
                .findFirst();
    }

    /// The attempts at a delivery that are over, oldest first; at most 1000.
    public List<Attempt> attempts(OrgId org, String delivery) {
        SqlQuery query =
                new SqlQuery()
                        .add("select * from view.delivery_attempt where delivery_id = ?", delivery)
                        .add("order by at, attempt limit ?", MAX);
        return view.asOrg(org, connection -> query.list(connection, DeliveryReader::attempt));
    }

    private static void conditions(SqlQuery query, DeliveryFilter filter) {
        if (filter.session() != null) {
            query.add("and session_id = ?", filter.session().value());
        }
        if (filter.target() != null) {
            query.add("and target = ?", filter.target());
        }
        if (filter.status() != null) {
            query.add("and status = ?", filter.status());
        }
        if (filter.state() != null) {
            query.add(
                    switch (filter.state()) {
                        case "pending" -> "and pending";
                        case "delivered" -> "and delivered";
                        case "superseded" -> "and superseded";
                        default -> "and not delivered and not pending and not superseded";
                    });
        }
        if (filter.from() != null) {
            query.add("and at >= ?", filter.from());
        }
        if (filter.until() != null) {
            query.add("and at < ?", filter.until());
        }
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getString("delivery_id"),
                new SessionId(row.getString("session_id")),
                row.getString("target"),
                row.getString("kind"),
                row.getString("status"),
                state(row),
                row.getBoolean("delivered"),
                row.getInt("attempts"),
                row.getString("external_id"),
                row.getString("cause"),
                ViewDatabaseAccess.instant(row, "requested_at"),
                Objects.requireNonNull(ViewDatabaseAccess.instant(row, "at")));
    }

    private static String state(ResultSet row) throws SQLException {
        if (row.getBoolean("delivered")) {
            return "delivered";
        }
        if (row.getBoolean("superseded")) {
            return "superseded";
        }
        return row.getBoolean("pending") ? "pending" : "failed";
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getInt("attempt"),
                row.getString("outcome"),
                row.getString("cause"),
                row.getString("external_id"),
                row.getObject("retry_after_ms", Long.class),
                row.getLong("duration_ms"),
                Objects.requireNonNull(ViewDatabaseAccess.instant(row, "at")));
    }
}
