package dev.workrail.projections.read;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads how far projections are with erasing deleted orgs. Thread-safe; blocks.
@Singleton
public final class ErasedOrgReader {
    private final ViewDatabaseAccess view;

    public ErasedOrgReader(TenantTx tenants, DataSource database) {
        this.view = new ViewDatabaseAccess(tenants, database);
    }

    /// What was erased so far.
    ///
    /// @param blobs keys among them
    /// @param finishedAt when a look found nothing more; absent until then
    public record Erased(long rows, long blobs, @Nullable Instant finishedAt) {}

    public Optional<Erased> find(OrgId org) {
        SqlQuery query =
                new SqlQuery()
                        .add("select row_count, blob_count, finished_at from view.erased_org")
                        .add("where org_id = ?", org.value());
        return view
                .asNoOrg(connection ->
                        query.list(
                                connection,
                                row ->
                                        new Erased(
                                                row.getLong("row_count"),
                                                row.getLong("blob_count"),
                                                ViewDatabaseAccess.instant(row, "finished_at"))))
                .stream()
                .findFirst();
    }
}
