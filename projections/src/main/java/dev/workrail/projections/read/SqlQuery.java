package dev.workrail.projections.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGStatement;

/// A statement put together from fixed text and parameters. What a caller gives is always a
/// parameter. Mutable; not thread-safe.
final class SqlQuery {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /// Appends `text`, whose question marks take `values` in order.
    SqlQuery add(String text, Object... values) {
        sql.append(text).append(' ');
        parameters.addAll(List.of(values));
        return this;
    }

    SqlQuery add(SqlQuery other) {
        sql.append(other.sql);
        parameters.addAll(other.parameters);
        return this;
    }

    /// Reads one item of a row.
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> list(Connection connection, Row<T> row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            // Planned for its values each time. A plan that is kept is one for average values, and
            // reads most of an index to find what is seldom.
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            int index = 1;
            for (Object parameter : parameters) {
                statement.setObject(index++, value(parameter));
            }
            List<T> items = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    items.add(row.read(rows));
                }
            }
            return items;
        }
    }

    private static Object value(Object parameter) {
        return parameter instanceof Instant at
                ? OffsetDateTime.ofInstant(at, ZoneOffset.UTC)
                : parameter;
    }

    @Override
    public String toString() {
        return sql.toString();
    }
}
