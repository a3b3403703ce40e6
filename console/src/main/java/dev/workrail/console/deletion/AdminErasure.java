package dev.workrail.console.deletion;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.Jdbc;
import dev.workrail.platform.db.TenantTables;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Takes an org out of schema `admin`: the rows of every tenant table, where its keys and people
/// are found, and accounts that belonged to no other org. Each step may be done again. Thread-safe;
/// blocks.
@Singleton
final class AdminErasure {
    /// Nobody may delete from it but by this function.
    private static final String AUDIT = "admin.audit_entry";

    private static final String FORGET_AUDIT = "select admin.forget_audit('infinity')";
    private static final String LOCATORS = "delete from admin.credential_locator where org_id = ?";

    /// One statement, so that no crash leaves an account that nobody finds.
    private static final String PEOPLE =
            """
            with gone as (
                delete from admin.account_member where org_id = ? returning account_id, org_id)
            delete from admin.account a using gone where a.account_id = gone.account_id
                and not exists (select 1 from admin.account_member other
                    where other.account_id = a.account_id and other.org_id <> gone.org_id)\
            """;

    private final TenantTx tenants;
    private final DataSource database;

    AdminErasure(TenantTx tenants, DataSource database) {
        this.tenants = tenants;
        this.database = database;
    }

    /// @return how many rows went; 0 where there were none
    long erase(OrgId org) {
        // Who cannot be found any more can enter nothing.
        long gone = tenants.withoutOrg(() -> query(c -> update(c, LOCATORS, org)));
        gone += tenants.call(org, () -> query(c -> update(c, PEOPLE, org)));
        for (String table : tenants.withoutOrg(() -> query(c -> TenantTables.of(c, "admin")))) {
            long some;
            do {
                some = tenants.call(org, () -> query(c -> clear(c, table)));
                gone += some;
            } while (some > 0);
        }
        return gone;
    }

    private static long clear(Connection connection, String table) throws SQLException {
        if (!table.equals(AUDIT)) {
            return TenantTables.clear(connection, table);
        }
        try (PreparedStatement forget = connection.prepareStatement(FORGET_AUDIT);
                var row = forget.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long update(Connection connection, String sql, OrgId org) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, org.value());
            return delete.executeUpdate();
        }
    }

    private <T> T query(Jdbc.Work<T> query) {
        return Jdbc.call(database, "could not erase rows of a deleted org", query);
    }
}
