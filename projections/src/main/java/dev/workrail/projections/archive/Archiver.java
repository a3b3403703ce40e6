package dev.workrail.projections.archive;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.blob.BlobCollector;
import dev.workrail.platform.blob.BlobStore;
import dev.workrail.platform.db.DatabaseException;
import dev.workrail.platform.db.Jdbc;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.kafka.GroupProgress;
import dev.workrail.projections.read.ViewPositions;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Archives sessions that are due: a bundle in the blob store first, then, in one transaction, its
/// reference in and the kept records out.
///
/// Several may run at once: of two that archive one session the later adds nothing. A session that
/// goes on after its archive is archived again with all its records. Fails alone: views go on while
/// the blob store is away, and what is due stays due.
public final class Archiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Archiver.class);

    private final TenantTx tenants;
    private final DataSource database;
    private final BlobStore blobs;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("archiver").daemon().factory());

    public Archiver(TenantTx tenants, DataSource database, BlobStore blobs, Clock clock) {
        this.tenants = tenants;
        this.database = database;
        this.blobs = blobs;
        this.clock = clock;
    }

    /// Deletes blobs that neither the log nor an archive names, once it is started.
    ///
    /// @param collector of the store the archives are in
    public BlobSweep sweepOf(
            BlobCollector collector, GroupProgress log, ViewPositions views, MeterRegistry meters) {
        return new BlobSweep(
                () -> tenants.withoutOrg(() -> query(ArchiveRows::orgs)),
                new MarkRows(tenants, database, blobs),
                collector,
                log,
                views,
                meters);
    }

    /// Begins to archive what is due, every `interval`.
    public void start(Duration interval) {
        timer.scheduleWithFixedDelay(
                this::sweep, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /// Archives everything that is due now.
    ///
    /// @return how many sessions
    public int archiveDue() throws IOException {
        int archived = 0;
        for (OrgId org : tenants.withoutOrg(() -> query(ArchiveRows::orgs))) {
            Instant now = clock.instant();
            List<SessionId> due = tenants.call(org, () -> query(c -> ArchiveRows.due(c, now)));
            for (SessionId session : due) {
                archive(org, session);
                archived++;
            }
        }
        return archived;
    }

    private void sweep() {
        try {
            archiveDue();
        } catch (IOException | DatabaseException e) {
            LOG.atWarn()
                    .addKeyValue("error", e.toString())
                    .log("could not archive, trying again at the next interval");
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("archiving failed, trying again at the next interval");
        }
    }

    private void archive(OrgId org, SessionId session) throws IOException {
        ArchiveRows.Kept kept = tenants.call(org, () -> query(c -> ArchiveRows.kept(c, session)));
        if (kept.fresh().isEmpty()) {
            tenants.call(org, () -> query(c -> ArchiveRows.nothingNew(c, session, kept)));
            return;
        }
        ArchiveBundle bundle = ArchiveBundle.of(org, session, merged(org, kept));
        byte[] json = bundle.toJson();
        var ref = blobs.put(org, ArchiveBundle.BLOB_KIND, json);
        tenants.call(org, () -> query(c -> ArchiveRows.archived(c, bundle, ref, kept)));
    }

    /// What the last bundle has, and what came since.
    private List<ArchiveBundle.Archived> merged(OrgId org, ArchiveRows.Kept kept)
            throws IOException {
        if (kept.last().isEmpty()) {
            return ArchiveRows.ordered(List.of(), kept.fresh());
        }
        Optional<byte[]> last = blobs.get(org, kept.last().get());
        if (last.isEmpty()) {
            throw new IOException("the archive " + kept.last().get().digest() + " is gone");
        }
        return ArchiveRows.ordered(ArchiveBundle.read(last.get()).records(), kept.fresh());
    }

    private <T> T query(Jdbc.Work<T> query) {
        return Jdbc.call(database, "could not read or write the archive's rows", query);
    }
}
