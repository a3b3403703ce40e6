package dev.workrail.projections.erasure;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements that take an org's sessions out of schema `view`, each within the org's own
/// transaction, so that row-level security lets them reach no other; and what is noted of it.
final class OrgRows {
    private OrgRows() {}

    /// Sessions that have rows, at most `limit`.
    static List<SessionId> sessions(Connection connection, int limit) throws SQLException {
        return texts(
                        connection,
                        """
                        (select session_id from view.session_filter limit %1$d)
                        union (select session_id from view.session limit %1$d)
                        union (select session_id from view.session_record limit %1$d)\
                        """
                                .formatted(limit))
                .stream()
                .map(SessionId::new)
                .toList();
    }

    /// Takes the rows of these sessions out of the tables that [#sessions] looks at.
    static int forget(Connection connection, List<SessionId> sessions) throws SQLException {
        int gone = 0;
        for (String table : List.of("session_record", "session", "session_filter")) {
            try (PreparedStatement delete =
                    connection.prepareStatement(
                            "delete from view." + table + " where session_id = any(?)")) {
                delete.setArray(
                        1,
                        connection.createArrayOf(
                                "text", sessions.stream().map(SessionId::value).toArray()));
                gone += delete.executeUpdate();
            }
        }
        return gone;
    }

    /// Takes the org out of the list of those that have rows. As no org.
    static boolean leave(Connection connection, OrgId org) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from view.org where org_id = ?")) {
            delete.setString(1, org.value());
            return delete.executeUpdate() > 0;
        }
    }

    /// Notes what a look took, and, once one took nothing, that all is gone. As no org.
    static boolean note(
            Connection connection, OrgId org, long rows, long blobs, @Nullable Instant finishedAt)
            throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        """
                        insert into view.erased_org (org_id, row_count, blob_count, finished_at)
                        values (?, ?, ?, ?)
                        on conflict (org_id) do update set
                            row_count = erased_org.row_count + excluded.row_count,
                            blob_count = erased_org.blob_count + excluded.blob_count,
                            finished_at = coalesce(erased_org.finished_at, excluded.finished_at)\
                        """)) {
            upsert.setString(1, org.value());
            upsert.setLong(2, rows);
            upsert.setLong(3, blobs);
            upsert.setObject(4, finishedAt == null ? null : finishedAt.atOffset(ZoneOffset.UTC));
            return upsert.executeUpdate() > 0;
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
