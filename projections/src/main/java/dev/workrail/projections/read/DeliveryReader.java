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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads what deliveries came to. Another org's are not there. Thread-safe; blocks.
@Singleton
public final class DeliveryReader {
    private static final int MAX = 1000;

    private final ViewDatabaseAccess view;

    public DeliveryReader(TenantTx tenants, DataSource database) {
        this.view = new ViewDatabaseAccess(tenants, database);
    }

    /// @param cause why it was given up
    public record Delivery(
            String id,
            SessionId session,
            String target,
            String status,
            boolean delivered,
            int attempts,
            @Nullable String externalId,
            @Nullable String cause,
            Instant at) {}

    /// The deliveries of a session that came to an end, oldest first; at most 1000.
    public List<Delivery> of(OrgId org, SessionId session) {
        SqlQuery query =
                new SqlQuery()
                        .add("select * from view.delivery where session_id = ?", session.value())
                        .add("order by at, delivery_id limit ?", MAX);
        return view.asOrg(org, connection -> query.list(connection, DeliveryReader::delivery));
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getString("delivery_id"),
                new SessionId(row.getString("session_id")),
                row.getString("target"),
                row.getString("status"),
                row.getBoolean("delivered"),
                row.getInt("attempts"),
                row.getString("external_id"),
                row.getString("cause"),
                Objects.requireNonNull(ViewDatabaseAccess.instant(row, "at")));
    }
}
