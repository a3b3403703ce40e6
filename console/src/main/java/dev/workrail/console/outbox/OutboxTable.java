package dev.workrail.console.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The relay's statements on `admin.outbox`, each within a tenure's transaction.
final class OutboxTable {
    private OutboxTable() {}

    /// What is to publish, in the order of commits.
    static List<PendingChange> pending(Connection connection, int limit) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select seq, entry_key, value::text, created_at from admin.outbox
                        where published_at is null order by seq limit ?
                        """)) {
            statement.setInt(1, limit);
            return changes(statement);
        }
    }

    /// Deletions published before `before` that no later change of their key has overtaken; of
    /// deleted orgs all that are published, since nothing is to be kept of those.
    static List<PendingChange> oldDeletions(Connection connection, Instant before, int limit)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select o.seq, o.entry_key, o.value::text, o.created_at from admin.outbox o
                        where o.deleted and o.tombstoned_at is null
                          and (o.published_at < ? or (o.published_at is not null
                               and exists (select 1 from admin.deleted_org gone
                                           where gone.org_id = o.org_id)))
                          and not exists (select 1 from admin.outbox n
                                          where n.entry_key = o.entry_key and n.seq > o.seq)
                        order by o.seq limit ?
                        """)) {
            statement.setObject(1, utc(before));
            statement.setInt(2, limit);
            return changes(statement);
        }
    }

    static void markPublished(
            Connection connection, List<PendingChange> changes, List<String> positions, Instant at)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        update admin.outbox o set published_at = ?, position = m.position
                        from unnest(?::bigint[], ?::text[]) as m(seq, position)
                        where o.seq = m.seq
                        """)) {
            statement.setObject(1, utc(at));
            statement.setArray(2, versions(connection, changes));
            statement.setArray(3, connection.createArrayOf("text", positions.toArray()));
            statement.executeUpdate();
        }
    }

    static void markTombstoned(Connection connection, List<PendingChange> changes, Instant at)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "update admin.outbox set tombstoned_at = ? where seq = any(?)")) {
            statement.setObject(1, utc(at));
            statement.setArray(2, versions(connection, changes));
            statement.executeUpdate();
        }
    }

    /// Removes what was published before `before`, but for deletions that have their tombstone
    /// still to come. The newest change of a key stays, so that a deletion can tell whether one
    /// came after it.
    static int forget(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        delete from admin.outbox o where o.published_at < ?
                          and (not o.deleted or o.tombstoned_at is not null)
                          and (o.tombstoned_at is not null
                               or exists (select 1 from admin.outbox n
                                          where n.entry_key = o.entry_key and n.seq > o.seq))
                        """)) {
            statement.setObject(1, utc(before));
            return statement.executeUpdate();
        }
    }

    private static List<PendingChange> changes(PreparedStatement statement) throws SQLException {
        List<PendingChange> changes = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                changes.add(
                        new PendingChange(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class).toInstant()));
            }
        }
        return changes;
    }

    private static Array versions(Connection connection, List<PendingChange> changes)
            throws SQLException {
        return connection.createArrayOf(
                "bigint", changes.stream().map(PendingChange::version).toArray());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
