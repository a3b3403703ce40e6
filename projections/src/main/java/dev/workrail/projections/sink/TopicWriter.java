package dev.workrail.projections.sink;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Received;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Writes the records of one topic, in the caller's transaction and as the caller's org.
///
/// @param <T> what the topic carries
interface TopicWriter<T> {
    /// The org a record belongs to.
    OrgId orgOf(T data);

    /// @param records of one org, in the order of the log
    void write(Connection connection, OrgId org, Partition partition, List<Received<T>> records)
            throws SQLException;

    /// Forgets what was kept in memory about the partition: its transaction did not commit, or it
    /// is no longer ours.
    default void forget(Partition partition) {}
}
