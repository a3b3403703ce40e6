package dev.workrail.console.export;

import dev.workrail.console.access.OrgDirectory;
import dev.workrail.contracts.id.OrgId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;

/// Writes everything of an org as one archive, page by page: what it takes in memory and in time of
/// a transaction does not grow with the org. Thread-safe; blocks.
@Singleton
final class OrgExport {
    private final OrgDirectory orgs;
    private final AdminExport admin;
    private final ViewExport views;
    private final Clock clock;

    OrgExport(OrgDirectory orgs, AdminExport admin, ViewExport views, Clock clock) {
        this.orgs = orgs;
        this.admin = admin;
        this.views = views;
        this.clock = clock;
    }

    /// @param by subject of who asked
    /// @throws IOException where whoever reads is gone: what was written is no archive
    void write(OrgId org, String by, OutputStream out) throws IOException {
        Instant startedAt = clock.instant();
        ExportBundle bundle = new ExportBundle(out);
        admin.into(bundle, org);
        views.into(bundle, org);
        bundle.finish(
                new ExportManifest(
                        ExportManifest.FORMAT,
                        org,
                        orgs.nameOf(org),
                        startedAt,
                        clock.instant(),
                        by,
                        bundle.files()));
    }
}
