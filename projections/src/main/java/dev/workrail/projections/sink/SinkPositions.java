package dev.workrail.projections.sink;

import dev.workrail.platform.kafka.Partition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Where the sink stands in each partition, kept beside its rows. Works in the caller's
/// transaction.
final class SinkPositions {
    private SinkPositions() {}

    /// The next offset of the partition; 0 where nothing was read yet.
    static long next(Connection connection, Partition partition) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into view.sink_position (topic, part, next) values (?, ?, 0)"
                                + " on conflict do nothing")) {
            insert.setString(1, partition.topic());
            insert.setInt(2, partition.index());
            insert.executeUpdate();
        }
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select next from view.sink_position where topic = ? and part = ?")) {
            select.setString(1, partition.topic());
            select.setInt(2, partition.index());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /// Moves the position from `base` to `next`. The row stays locked until the transaction ends.
    ///
    /// @return false where it is not at `base`: someone else moved it
    static boolean move(Connection connection, Partition partition, long base, long next)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update view.sink_position set next = ?"
                                + " where topic = ? and part = ? and next = ?")) {
            update.setLong(1, next);
            update.setString(2, partition.topic());
            update.setInt(3, partition.index());
            update.setLong(4, base);
            return update.executeUpdate() == 1;
        }
    }
}
