package dev.workrail.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/// Drops and recreates the schemas as one-machine set-up makes them.
final class SchemaWipe {
    private SchemaWipe() {}

    static void run(DataSource owner) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            for (String schema : List.of("admin", "view")) {
                statement.execute("drop schema if exists " + schema + " cascade");
                statement.execute("create schema " + schema);
                statement.execute("grant usage on schema " + schema + " to workrail_app");
                statement.execute(
                        "alter default privileges in schema "
                                + schema
                                + " grant select, insert, update, delete on tables to workrail_app");
                statement.execute(
                        "alter default privileges in schema "
                                + schema
                                + " grant usage, select on sequences to workrail_app");
            }
        }
    }
}
