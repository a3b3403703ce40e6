package dev.workrail.platform.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The tables of a schema that hold rows of orgs, whichever there are, for who takes an org out of
/// them: the catalogue names each that row-level security guards.
public final class TenantTables {
    /// Deleted at once: a transaction stays short, however much there is.
    private static final int CHUNK = 20_000;

    private static final String TABLES =
            """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and c.relkind in ('r', 'p') and c.relrowsecurity
            order by c.relname\
            """;

    private TenantTables() {}

    public static List<String> of(Connection connection, String schema) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(TABLES)) {
            select.setString(1, schema);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    tables.add(schema + "." + rows.getString(1));
                }
            }
        }
        return tables;
    }

    /// Deletes some rows of the org that the transaction acts as; row-level security lets it reach
    /// no other's.
    ///
    /// @param table one of [#of]
    /// @return how many; 0 once the table has none of the org
    public static int clear(Connection connection, String table) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from %1$s where ctid = any(array(select ctid from %1$s limit %2$d))"
                                .formatted(table, CHUNK))) {
            return delete.executeUpdate();
        }
    }
}
