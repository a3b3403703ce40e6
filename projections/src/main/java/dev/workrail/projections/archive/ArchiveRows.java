package dev.workrail.projections.archive;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.projections.archive.ArchiveBundle.Archived;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The archive's rows in schema `view`.
final class ArchiveRows {
    /// Sessions archived in one sweep of one org; the rest is due at the next.
    private static final int MAX_DUE = 500;

    private static final Comparator<Archived> ORDER =
            Comparator.comparing(Archived::topic)
                    .thenComparing(Archived::partition)
                    .thenComparing(Archived::offset);

    private ArchiveRows() {}

    /// What a session has to archive.
    ///
    /// @param dueAt as it was when the rows were read
    record Kept(Optional<BlobRef> last, List<Archived> fresh, @Nullable Timestamp dueAt) {}

    static List<OrgId> orgs(Connection connection) throws SQLException {
        List<OrgId> orgs = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement("select org_id from view.org order by org_id");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                orgs.add(new OrgId(rows.getString(1)));
            }
        }
        return orgs;
    }

    static List<SessionId> due(Connection connection, Instant now) throws SQLException {
        List<SessionId> due = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select session_id from view.archive where due_at <= ?"
                                + " order by due_at limit "
                                + MAX_DUE)) {
            select.setTimestamp(1, Timestamp.from(now));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(new SessionId(rows.getString(1)));
                }
            }
        }
        return due;
    }

    static Kept kept(Connection connection, SessionId session) throws SQLException {
        Optional<BlobRef> last = Optional.empty();
        Timestamp dueAt = null;
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select digest, bytes, due_at from view.archive where session_id = ?")) {
            select.setString(1, session.value());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    dueAt = row.getTimestamp("due_at");
                    last =
                            Optional.ofNullable(row.getString("digest"))
                                    .map(digest -> ref(digest, row));
                }
            }
        }
        return new Kept(last, fresh(connection, session), dueAt);
    }

    private static BlobRef ref(String digest, ResultSet row) {
        try {
            return new BlobRef(digest, ArchiveBundle.BLOB_KIND, row.getLong("bytes"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Archived> fresh(Connection connection, SessionId session)
            throws SQLException {
        List<Archived> fresh = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select topic, part, log_offset, at, event from view.session_record
                        where session_id = ? order by topic, part, log_offset\
                        """)) {
            select.setString(1, session.value());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byte[] json = rows.getString("event").getBytes(StandardCharsets.UTF_8);
                    fresh.add(
                            new Archived(
                                    rows.getString("topic"),
                                    rows.getInt("part"),
                                    rows.getLong("log_offset"),
                                    rows.getObject("at", OffsetDateTime.class).toInstant(),
                                    ContractsJson.read(json, ArchiveBundle.Event.class)));
                }
            }
        }
        return fresh;
    }

    static List<Archived> ordered(List<Archived> old, List<Archived> fresh) {
        TreeMap<Archived, Archived> all = new TreeMap<>(ORDER);
        old.forEach(record -> all.put(record, record));
        fresh.forEach(record -> all.putIfAbsent(record, record));
        return List.copyOf(all.values());
    }

    /// Whether the session was erased; it is not from here on until the transaction ends.
    static boolean erased(Connection connection, SessionId session) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select erased_at is not null from view.session_filter"
                                + " where session_id = ? for share")) {
            select.setString(1, session.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /// Takes the archived records out. What arrived meanwhile stays, and the session stays due if
    /// that made it due again. Of a session that was erased meanwhile nothing is noted.
    static int archived(Connection connection, ArchiveBundle bundle, BlobRef ref, Kept kept)
            throws SQLException {
        if (erased(connection, bundle.session())) {
            return 0;
        }
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        insert into view.archive (session_id, digest, bytes, records,
                            scheduling_next, blobs, due_at) values (?, ?, ?, ?, ?, ?::jsonb, null)
                        on conflict (org_id, session_id) do update set digest = excluded.digest,
                            bytes = excluded.bytes, records = excluded.records,
                            blobs = excluded.blobs,
                            scheduling_next = excluded.scheduling_next,
                            due_at = case when archive.due_at is not distinct from ?::timestamptz
                                then null else archive.due_at end\
                        """)) {
            update.setString(1, bundle.session().value());
            update.setString(2, ref.digest());
            update.setLong(3, ref.bytes());
            update.setInt(4, bundle.records().size());
            update.setLong(5, schedulingNext(bundle));
            update.setString(6, blobs(bundle));
            update.setTimestamp(7, kept.dueAt());
            update.executeUpdate();
        }
        try (PreparedStatement delete =
                connection.prepareStatement(
                        """
                        delete from view.session_record where session_id = ? and topic = ?
                            and part = ? and log_offset <= ?\
                        """)) {
            delete.setString(1, bundle.session().value());
            for (Archived last : lastOfEach(kept.fresh())) {
                delete.setString(2, last.topic());
                delete.setInt(3, last.partition());
                delete.setLong(4, last.offset());
                delete.addBatch();
            }
            return delete.executeBatch().length;
        }
    }

    /// What the bundle's records name, so that a sweep need not read it.
    private static String blobs(ArchiveBundle bundle) {
        List<BlobRef> named = new ArrayList<>(BlobMarks.of(bundle.records()));
        named.sort(Comparator.comparing(BlobRef::type).thenComparing(BlobRef::digest));
        return new String(ContractsJson.write(named), StandardCharsets.UTF_8);
    }

    static int nothingNew(Connection connection, SessionId session, Kept kept) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update view.archive set due_at = null where session_id = ?"
                                + " and due_at is not distinct from ?::timestamptz")) {
            update.setString(1, session.value());
            update.setTimestamp(2, kept.dueAt());
            return update.executeUpdate();
        }
    }

    /// The offset of `wr.scheduling` behind the bundle's last decision.
    static long schedulingNext(ArchiveBundle bundle) {
        return bundle.records().stream()
                .filter(record -> record.topic().equals(Topics.SCHEDULING.name()))
                .mapToLong(record -> record.offset() + 1)
                .max()
                .orElse(0);
    }

    private static List<Archived> lastOfEach(List<Archived> records) {
        TreeMap<String, Archived> last = new TreeMap<>();
        records.forEach(record -> last.put(record.topic() + "-" + record.partition(), record));
        return List.copyOf(last.values());
    }
}
