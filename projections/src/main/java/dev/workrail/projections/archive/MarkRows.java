package dev.workrail.projections.archive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.platform.blob.BlobStore;
import dev.workrail.platform.db.Jdbc;
import dev.workrail.platform.db.TenantTx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/// Reads what an org's rows name in the blob store.
final class MarkRows {
    private static final int FETCH = 500;

    private final TenantTx tenants;
    private final DataSource database;
    private final BlobStore blobs;

    MarkRows(TenantTx tenants, DataSource database, BlobStore blobs) {
        this.tenants = tenants;
        this.database = database;
        this.blobs = blobs;
    }

    /// Every blob that a record in the log, an archive bundle, a proof record or a dead letter
    /// names.
    ///
    /// Records are read before the archive: what moves from one to the other meanwhile is in both.
    ///
    /// @throws IOException where a bundle that must be read cannot be
    Set<BlobRef> of(OrgId org) throws IOException {
        Set<BlobRef> marked = new HashSet<>(tenants.call(org, () -> query(MarkRows::live)));
        marked.addAll(tenants.call(org, () -> query(MarkRows::letters)));
        marked.addAll(tenants.call(org, () -> query(MarkRows::proofs)));
        for (Archive archive : tenants.call(org, () -> query(MarkRows::archives))) {
            marked.add(archive.bundle());
            marked.addAll(archive.named() == null ? read(org, archive.bundle()) : archive.named());
        }
        return marked;
    }

    /// @param named absent for a bundle of before this was noted
    private record Archive(BlobRef bundle, @org.jspecify.annotations.Nullable Set<BlobRef> named) {}

    private Set<BlobRef> read(OrgId org, BlobRef bundle) throws IOException {
        byte[] json =
                blobs.get(org, bundle)
                        .orElseThrow(() ->
                                new IOException("the archive " + bundle.digest() + " is gone"));
        return BlobMarks.of(ArchiveBundle.read(json).records());
    }

    private static Set<BlobRef> live(Connection connection) throws SQLException {
        Map<String, BlobMarks> sessions = new HashMap<>();
        rows(
                connection,
                "select session_id, event from view.session_record"
                        + " order by session_id, topic, part, log_offset",
                row ->
                        sessions.computeIfAbsent(row.getString(1), _ -> new BlobMarks())
                                .add(json(row.getString(2)).path("data")));
        Set<BlobRef> all = new HashSet<>();
        sessions.values().forEach(marks -> all.addAll(marks.all()));
        return all;
    }

    private static List<Archive> archives(Connection connection) throws SQLException {
        List<Archive> archives = new ArrayList<>();
        rows(
                connection,
                "select digest, bytes, blobs from view.archive where digest is not null",
                row -> {
                    String blobs = row.getString(3);
                    Set<BlobRef> named = null;
                    if (blobs != null) {
                        named = new HashSet<>();
                        BlobMarks.collect(json(blobs), named);
                    }
                    archives.add(
                            new Archive(
                                    new BlobRef(
                                            row.getString(1),
                                            ArchiveBundle.BLOB_KIND,
                                            row.getLong(2)),
                                    named));
                });
        return archives;
    }

    /// A proof record outlives the sessions it names, and so does what their tests printed.
    private static Set<BlobRef> proofs(Connection connection) throws SQLException {
        Set<BlobRef> named = new HashSet<>();
        rows(
                connection,
                "select coalesce(doc -> 'verifications', '[]') from view.proof_record",
                row -> BlobMarks.collect(json(row.getString(1)), named));
        return named;
    }

    /// A letter may be replayed, and then its record names what it always did.
    private static Set<BlobRef> letters(Connection connection) throws SQLException {
        Set<BlobRef> named = new HashSet<>();
        rows(
                connection,
                "select doc ->> 'value' from view.dead_letter where doc ->> 'value' is not null",
                row -> {
                    try {
                        BlobMarks.collect(
                                ContractsJson.read(
                                        Base64.getDecoder().decode(row.getString(1)),
                                        JsonNode.class),
                                named);
                    } catch (MalformedJsonException | IllegalArgumentException unreadable) {
                        // Most letters are: what cannot be read names nothing.
                        return;
                    }
                });
        return named;
    }

    private static JsonNode json(String text) {
        return ContractsJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static void rows(Connection connection, String sql, Row each) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setFetchSize(FETCH);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    each.take(rows);
                }
            }
        }
    }

    private <T> T query(Jdbc.Work<T> query) {
        return Jdbc.call(database, "could not read what names blobs", query);
    }

    @FunctionalInterface
    private interface Row {
        void take(ResultSet row) throws SQLException;
    }
}
