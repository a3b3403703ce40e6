package dev.workrail.app.console;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// The database as one org sees it.
final class OrgSql {
    private final DataSource database;
    private final String org;

    OrgSql(DataSource database, String org) {
        this.database = database;
        this.org = org;
    }

    void run(String sql, Object... values) throws SQLException {
        asOrg(sql, values, PreparedStatement::execute);
    }

    /// The first column of every row, as text.
    List<String> texts(String sql, Object... values) throws SQLException {
        return asOrg(
                sql,
                values,
                statement -> {
                    List<String> texts = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            texts.add(rows.getString(1));
                        }
                    }
                    return texts;
                });
    }

    @FunctionalInterface
    private interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    private <T> T asOrg(String sql, Object[] values, Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement enter =
                    connection.prepareStatement("select set_config('workrail.org', ?, true)")) {
                enter.setString(1, org);
                enter.execute();
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                T result = work.run(statement);
                connection.commit();
                return result;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }
}
