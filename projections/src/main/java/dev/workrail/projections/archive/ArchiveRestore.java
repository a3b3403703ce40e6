package dev.workrail.projections.archive;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.platform.blob.BlobStore;
import dev.workrail.platform.db.DatabaseException;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.projections.attest.ProofSigner;
import dev.workrail.projections.sink.DeletedOrgs;
import dev.workrail.projections.sink.RestoredSession;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/// Fills an empty schema `view` from the archive, before the sink reads what Kafka still has.
///
/// A mark in the sink's positions says that it is done. Begun again after a crash, it writes the
/// same rows.
public final class ArchiveRestore {
    /// Stands for the archive in the sink's positions.
    private static final String MARK = "archive";

    private final TenantTx tenants;
    private final DataSource database;
    private final BlobStore blobs;
    private final ProofSigner signer;

    public ArchiveRestore(
            TenantTx tenants, DataSource database, BlobStore blobs, ProofSigner signer) {
        this.tenants = tenants;
        this.database = database;
        this.blobs = blobs;
        this.signer = signer;
    }

    /// @param deleted orgs of which nothing is restored
    /// @return how many sessions were restored; 0 where the schema was not empty
    /// @throws IOException where the blob store is away, or a bundle is not what its manifest says
    public int runIfEmpty(DeletedOrgs deleted) throws IOException {
        if (tenants.withoutOrg(this::done)) {
            return 0;
        }
        Map<String, Found> newest = new HashMap<>();
        List<Map.Entry<OrgId, BlobRef>> refs = new ArrayList<>();
        blobs.list(ArchiveBundle.BLOB_KIND, (org, ref) -> refs.add(Map.entry(org, ref)));
        refs.removeIf(entry -> deleted.has(entry.getKey()));
        for (Map.Entry<OrgId, BlobRef> entry : refs) {
            ArchiveBundle bundle = read(entry.getKey(), entry.getValue());
            String session = entry.getKey() + "/" + bundle.session();
            Found found = new Found(entry.getKey(), entry.getValue(), bundle.records().size());
            newest.merge(session, found, Found::fuller);
        }
        for (Found found : newest.values()) {
            ArchiveBundle bundle = read(found.org(), found.ref());
            restore(bundle, found.ref());
        }
        tenants.withoutOrg(this::markDone);
        return newest.size();
    }

    private record Found(OrgId org, BlobRef ref, int records) {
        /// A session archived again has all its earlier records too.
        static Found fuller(Found one, Found other) {
            return one.records >= other.records ? one : other;
        }
    }

    private ArchiveBundle read(OrgId org, BlobRef ref) throws IOException {
        Optional<byte[]> json = blobs.get(org, ref);
        if (json.isEmpty()) {
            throw new IOException("the archive " + ref.digest() + " is gone");
        }
        return ArchiveBundle.read(json.get());
    }

    private void restore(ArchiveBundle bundle, BlobRef ref) {
        RestoredSession session = RestoredRecords.of(bundle);
        tenants.acrossOrgs(entry -> {
            try (Connection connection = database.getConnection()) {
                session.writeOrg(connection);
                entry.enter(bundle.org());
                session.write(connection, signer);
                // Writing the rows kept the records for another archive; they are in this one.
                ArchiveRows.Kept kept = ArchiveRows.kept(connection, bundle.session());
                BlobRef whole = new BlobRef(ref.digest(), ref.type(), bundle.toJson().length);
                return ArchiveRows.archived(connection, bundle, whole, kept);
            } catch (SQLException e) {
                throw new DatabaseException("could not restore " + bundle.session(), e);
            }
        });
    }

    private boolean done() {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "select 1 from view.sink_position where topic = ?")) {
            select.setString(1, MARK);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new DatabaseException("could not ask whether the archive was restored", e);
        }
    }

    private boolean markDone() {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into view.sink_position (topic, part, next)"
                                        + " values (?, 0, 1) on conflict do nothing")) {
            insert.setString(1, MARK);
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new DatabaseException("could not mark the archive as restored", e);
        }
    }
}
