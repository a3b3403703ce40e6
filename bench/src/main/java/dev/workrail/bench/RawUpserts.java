package dev.workrail.bench;

import dev.workrail.bench.history.Traits;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The baseline of projections: batched JDBC upserts of the rows a replay left, into tables of the
/// same shape with the same indexes, on one connection. Only the upserts and their commits count;
/// the rows are read beforehand. No row-level security, no fold, no position.
final class RawUpserts implements AutoCloseable {
    private static final int BATCH = 1_000;
    private static final int SESSIONS_AT_ONCE = 500;
    private static final String EVENTS = "session_event";

    /// What a session leaves, by the column its rows are found by.
    private static final Map<String, String> TABLES =
            new LinkedHashMap<>(
                    Map.of(
                            "session",
                            "session_id",
                            "session_word",
                            "session_id",
                            EVENTS,
                            "session_id",
                            "session_filter",
                            "session_id",
                            "session_record",
                            "session_id",
                            "archive",
                            "session_id",
                            "trigger_event",
                            "event_id"));

    private final Connection reading;
    private final Connection writing;
    private long eventNanos = 0;
    private long allNanos = 0;
    private long events = 0;
    private long rows = 0;

    RawUpserts(ViewTables tables) throws IOException, SQLException {
        reading = tables.connect();
        reading.setAutoCommit(false);
        writing = tables.connect();
        try (Statement statement = writing.createStatement()) {
            statement.execute("create schema bare");
            for (String table : TABLES.keySet()) {
                statement.execute(
                        "create table bare.%1$s (like view.%1$s including all)".formatted(table));
            }
        }
        writing.setAutoCommit(false);
    }

    /// What was written and how long it took.
    ///
    /// @param eventNanos of the events' rows alone
    record Written(long events, long rows, long eventNanos, long nanos) {}

    /// Writes the rows of the sessions with these numbers.
    Written write(long first, long end) throws SQLException {
        for (long from = first; from < end; from += SESSIONS_AT_ONCE) {
            Map<String, List<Traits>> byOrg =
                    LongStream.range(from, Math.min(end, from + SESSIONS_AT_ONCE))
                            .mapToObj(Traits::of)
                            .collect(Collectors.groupingBy(traits -> traits.org().value()));
            for (Map.Entry<String, List<Traits>> org : byOrg.entrySet()) {
                ViewTables.enter(reading, org.getKey());
                for (String table : TABLES.keySet()) {
                    copy(table, org.getValue());
                }
            }
        }
        return new Written(events, rows, eventNanos, allNanos);
    }

    private void copy(String table, List<Traits> sessions) throws SQLException {
        String column = TABLES.get(table);
        Object[] keys =
                sessions.stream()
                        .map(traits ->
                                "event_id".equals(column)
                                        ? traits.triggerEvent().value()
                                        : traits.session().value())
                        .toArray();
        try (PreparedStatement select =
                reading.prepareStatement(
                        "select * from view." + table + " where " + column + " = any(?)")) {
            select.setArray(1, reading.createArrayOf("text", keys));
            try (ResultSet found = select.executeQuery()) {
                upsert(table, found);
            }
        }
    }

    private void upsert(String table, ResultSet found) throws SQLException {
        int width = found.getMetaData().getColumnCount();
        List<Object[]> batch = new ArrayList<>(BATCH);
        while (found.next()) {
            Object[] row = new Object[width];
            for (int i = 0; i < width; i++) {
                row[i] = found.getObject(i + 1);
            }
            batch.add(row);
            if (batch.size() == BATCH) {
                upsert(table, statement(table, found), batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            upsert(table, statement(table, found), batch);
        }
    }

    private void upsert(String table, String sql, List<Object[]> batch) throws SQLException {
        long start = System.nanoTime();
        try (PreparedStatement insert = writing.prepareStatement(sql)) {
            for (Object[] row : batch) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
        writing.commit();
        long took = System.nanoTime() - start;
        allNanos += took;
        rows += batch.size();
        if (table.equals(EVENTS)) {
            eventNanos += took;
            events += batch.size();
        }
    }

    private String statement(String table, ResultSet like) throws SQLException {
        var columns = like.getMetaData();
        List<String> names =
                IntStream.rangeClosed(1, columns.getColumnCount())
                        .mapToObj(i -> name(columns, i))
                        .toList();
        List<String> key = key(table);
        String sets =
                names.stream()
                        .filter(name -> !key.contains(name))
                        .map(name -> name + " = excluded." + name)
                        .collect(Collectors.joining(", "));
        return "insert into bare.%s (%s) values (%s) on conflict (%s) do %s"
                .formatted(
                        table,
                        String.join(", ", names),
                        String.join(", ", java.util.Collections.nCopies(names.size(), "?")),
                        String.join(", ", key),
                        sets.isEmpty() ? "nothing" : "update set " + sets);
    }

    private static String name(java.sql.ResultSetMetaData columns, int index) {
        try {
            return columns.getColumnName(index);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> key(String table) throws SQLException {
        List<String> key = new ArrayList<>();
        try (ResultSet columns = writing.getMetaData().getPrimaryKeys(null, "view", table)) {
            while (columns.next()) {
                key.add(columns.getString("COLUMN_NAME"));
            }
        }
        return key;
    }

    @Override
    public void close() throws SQLException {
        reading.close();
        writing.rollback();
        try (Statement statement = writing.createStatement()) {
            statement.execute("drop schema bare cascade");
        }
        writing.commit();
        writing.close();
    }
}
