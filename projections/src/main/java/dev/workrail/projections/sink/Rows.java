package dev.workrail.projections.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows for one statement: each column travels as one array, so that a batch is one round trip and
/// one plan. Mutable, for one batch; not thread-safe.
final class Rows {
    private final String head;
    private final String tail;
    private final String[] types;
    private final List<List<@Nullable Object>> columns = new ArrayList<>();

    private Rows(String head, String tail, String... types) {
        this.head = head;
        this.tail = tail;
        this.types = types;
        for (int i = 0; i < types.length; i++) {
            columns.add(new ArrayList<>());
        }
    }

    /// Rows to insert.
    ///
    /// @param target table and column list, such as `view.org (org_id)`
    /// @param onConflict what follows the rows, such as `on conflict do nothing`
    /// @param types of the columns, in order: text, bigint, integer, smallint, boolean, timestamptz
    ///   or jsonb
    static Rows insert(String target, String onConflict, String... types) {
        return new Rows("insert into " + target + " select * from ", " " + onConflict, types);
    }

    /// Rows to delete.
    ///
    /// @param columns that name a row, each with its type
    static Rows deletion(String table, String... columns) {
        String[] names = new String[columns.length];
        String[] types = new String[columns.length];
        for (int i = 0; i < columns.length; i++) {
            String[] parts = columns[i].split(" ", 2);
            names[i] = parts[0];
            types[i] = parts[1];
        }
        String gone = "gone (" + String.join(", ", names) + ")";
        String same =
                Arrays.stream(names)
                        .map(name -> "kept." + name + " = gone." + name)
                        .collect(Collectors.joining(" and "));
        return new Rows(
                "delete from " + table + " kept using ", " as " + gone + " where " + same, types);
    }

    /// @param values one for each column; instants for timestamptz, anything with a JSON form for
    ///   jsonb
    void add(@Nullable Object... values) {
        for (int i = 0; i < types.length; i++) {
            columns.get(i).add(value(types[i], values[i]));
        }
    }

    boolean isEmpty() {
        return columns.getFirst().isEmpty();
    }

    void execute(Connection connection) throws SQLException {
        if (isEmpty()) {
            return;
        }
        StringBuilder sql = new StringBuilder(head).append("unnest(");
        for (int i = 0; i < types.length; i++) {
            sql.append(i == 0 ? "?::" : ", ?::").append(carrier(types[i])).append("[]");
            if (!carrier(types[i]).equals(types[i])) {
                sql.append("::").append(types[i]).append("[]");
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(sql + ")" + tail)) {
            for (int i = 0; i < types.length; i++) {
                statement.setArray(
                        i + 1,
                        connection.createArrayOf(
                                carrier(types[i]), array(types[i], columns.get(i))));
            }
            statement.executeUpdate();
        }
    }

    private static String carrier(String type) {
        return switch (type) {
            case "timestamptz", "jsonb" -> "text";
            default -> type;
        };
    }

    /// Of the column's own type: the driver sends such an array as it is, and any other as one text
    /// that it quotes and the server takes apart.
    private static @Nullable Object[] array(String type, List<@Nullable Object> column) {
        return switch (carrier(type)) {
            case "bigint" -> column.toArray(Long[]::new);
            case "integer" -> column.toArray(Integer[]::new);
            case "smallint" -> column.toArray(Short[]::new);
            case "boolean" -> column.toArray(Boolean[]::new);
            default -> column.toArray(String[]::new);
        };
    }

    private static @Nullable Object value(String type, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant at -> at.toString();
            case Integer small when type.equals("smallint") -> small.shortValue();
            case String text when type.equals("text") -> PostgresText.clean(text);
            case Object json when type.equals("jsonb") -> PostgresText.json(json);
            default -> value;
        };
    }
}
