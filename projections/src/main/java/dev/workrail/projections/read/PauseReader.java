package dev.workrail.projections.read;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads what is paused. Another org's is not there. Thread-safe; blocks.
@Singleton
public final class PauseReader {
    private final ViewDatabaseAccess view;

    public PauseReader(TenantTx tenants, DataSource database) {
        this.view = new ViewDatabaseAccess(tenants, database);
    }

    /// A scope that is paused.
    ///
    /// @param kind org, workspace or trigger
    /// @param id of the workspace or trigger; empty for the org itself
    /// @param command the pause as the audit log names it
    public record Pause(
            String kind,
            String id,
            String command,
            String by,
            @Nullable String reason,
            Instant since) {}

    /// All that is paused in the org.
    public List<Pause> all(OrgId org) {
        SqlQuery query = new SqlQuery().add("select * from view.pause order by kind, id");
        return view.asOrg(org, connection -> query.list(connection, PauseReader::pause));
    }

    private static Pause pause(ResultSet row) throws SQLException {
        return new Pause(
                row.getString("kind"),
                row.getString("id"),
                row.getString("command_id"),
                row.getString("by"),
                row.getString("reason"),
                Objects.requireNonNull(ViewDatabaseAccess.instant(row, "since")));
    }
}
