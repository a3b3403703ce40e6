package dev.workrail.projections.sink;

import dev.workrail.projections.stats.StatDelta;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Adds what changed to the sums of a table.
final class StatRows {
    /// The columns in the order of [StatDelta]'s sums.
    static final List<String> SUMS =
            List.of(
                    "accepted",
                    "success",
                    "error",
                    "timeout",
                    "stuck",
                    "cancelled",
                    "killed",
                    "escalated",
                    "input_tokens",
                    "output_tokens",
                    "cost_micros",
                    "waited",
                    "wait_ms",
                    "ran",
                    "run_ms");

    private static final String ADD =
            SUMS.stream()
                    .map(column -> column + " = old." + column + " + excluded." + column)
                    .collect(Collectors.joining(", "));
    private static final String EMPTY =
            SUMS.stream().map(column -> column + " = 0").collect(Collectors.joining(" and "));
    private static final String[] TYPES =
            Stream.concat(
                            Stream.of("timestamptz", "text", "text", "integer"),
                            SUMS.stream().map(_ -> "bigint"))
                    .toArray(String[]::new);

    private StatRows() {}

    static void add(Connection connection, String table, int shard, StatDelta delta)
            throws SQLException {
        Rows rows =
                Rows.insert(
                        table
                                + " as old (bucket, workflow_id, trigger_id, shard, "
                                + String.join(", ", SUMS)
                                + ")",
                        "on conflict (org_id, bucket, workflow_id, trigger_id, shard) do update set "
                                + ADD,
                        TYPES);
        delta.changes()
                .forEach((bucket, sums) -> {
                    @Nullable Object[] row = new Object[TYPES.length];
                    row[0] = bucket.start();
                    row[1] = bucket.workflowId();
                    row[2] = bucket.triggerId();
                    row[3] = shard;
                    for (int i = 0; i < sums.length; i++) {
                        row[i + 4] = sums[i];
                    }
                    rows.add(row);
                });
        rows.execute(connection);
        removeEmpty(connection, table, shard, delta);
    }

    /// A bucket that everything moved away from goes: a rebuild would never have had it.
    private static void removeEmpty(Connection connection, String table, int shard, StatDelta delta)
            throws SQLException {
        List<StatDelta.Bucket> lessened =
                delta.changes().entrySet().stream()
                        .filter(bucket -> Arrays.stream(bucket.getValue()).anyMatch(v -> v < 0))
                        .map(Map.Entry::getKey)
                        .toList();
        if (lessened.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from "
                                + table
                                + " where bucket = ? and workflow_id = ? and trigger_id = ?"
                                + " and shard = ? and "
                                + EMPTY)) {
            for (StatDelta.Bucket bucket : lessened) {
                delete.setTimestamp(1, Timestamp.from(bucket.start()));
                delete.setString(2, bucket.workflowId());
                delete.setString(3, bucket.triggerId());
                delete.setInt(4, shard);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }
}
