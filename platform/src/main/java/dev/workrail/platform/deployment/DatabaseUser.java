package dev.workrail.platform.deployment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/// Asks the database itself whether row-level security binds the user it is reached as: a name says
/// nothing about that. What the user may become counts as what it is.
@Singleton
public final class DatabaseUser {
    private static final String WHO =
            """
            select
              exists (select from pg_roles r
                where (r.rolsuper or r.rolbypassrls)
                  and pg_has_role(current_user, r.oid, 'member')) as bypasses,
              exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in ('admin', 'view')
                  and pg_has_role(current_user, c.relowner, 'member')) as owns
            """;

    private final DataSource database;

    public DatabaseUser(DataSource database) {
        this.database = database;
    }

    /// @return what is wrong with the user, or nothing where the policies bind it
    /// @throws SQLException where the database refuses or is away
    Optional<Finding> unbound() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WHO)) {
            row.next();
            if (row.getBoolean("bypasses")) {
                return Optional.of(
                        finding("is a user that bypasses row-level security, or may become one"));
            }
            return row.getBoolean("owns")
                    ? Optional.of(finding("is a user that owns the tables, or may become one"))
                    : Optional.empty();
        }
    }

    private static Finding finding(String found) {
        return new Finding(
                "quarkus.datasource.username",
                found,
                "the application user, which owns nothing and bypasses nothing",
                "use the user that migrations grant to, workrail_app, without superuser, bypassrls"
                        + " and memberships");
    }
}
