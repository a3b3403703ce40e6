package dev.workrail.projections.erasure;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.blob.BlobStore;
import dev.workrail.platform.db.DatabaseException;
import dev.workrail.platform.db.Jdbc;
import dev.workrail.platform.db.TenantTables;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.kafka.TransientFaultException;
import dev.workrail.projections.attest.OrgSigningKeys;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Erases deleted orgs: says of each of their sessions on the log that it is erased, deletes the
/// rows, then blobs, archives and keys.
///
/// It looks again until a look finds nothing, since a worker or the sink may have been about to
/// write; and once more a day while Kafka may have something of the org. Each step may be done
/// again, so a crash between two costs nothing, and several processes do no harm. Fails alone.
public final class OrgErasure implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrgErasure.class);
    private static final Duration AGAIN = Duration.ofDays(1);
    private static final int SESSIONS = 2_000;

    private final ConfiguredDeletions deletions;
    private final ErasureFacts facts;
    private final TenantTx tenants;
    private final DataSource database;
    private final Bucket bucket;
    private final Clock clock;
    private final Map<OrgId, Instant> found = new HashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("org-erasure").daemon().factory());

    /// What of an org is in the bucket.
    public record Bucket(BlobStore blobs, OrgSigningKeys keys) {}

    public OrgErasure(
            ConfiguredDeletions deletions,
            ErasureFacts facts,
            TenantTx tenants,
            DataSource database,
            Bucket bucket,
            Clock clock) {
        this.deletions = deletions;
        this.facts = facts;
        this.tenants = tenants;
        this.database = database;
        this.bucket = bucket;
        this.clock = clock;
    }

    public void start(Duration interval) {
        timer.scheduleWithFixedDelay(
                this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void look() {
        for (ConfigValue.DeletedOrg org : deletions.all()) {
            Instant now = clock.instant();
            Instant empty = found.get(org.deleted());
            boolean aged = org.at().plus(Topics.LOG_RETENTION).isBefore(now);
            if (empty == null || (!aged && empty.plus(AGAIN).isBefore(now))) {
                attempt(org.deleted(), now);
            }
        }
    }

    private void attempt(OrgId org, Instant now) {
        try {
            if (erase(org)) {
                found.put(org, now);
                LOG.atInfo().addKeyValue("org", org).log("nothing of a deleted org is left");
            }
        } catch (IOException | DatabaseException | TransientFaultException e) {
            LOG.atWarn()
                    .addKeyValue("org", org)
                    .addKeyValue("error", e.toString())
                    .log("could not erase a deleted org, trying again at the next look");
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("org", org)
                    .setCause(e)
                    .log("erasing failed, trying again at the next look");
        }
    }

    /// Erases what there is.
    ///
    /// @return whether there was nothing
    /// @throws IOException where the bucket is away
    boolean erase(OrgId org) throws IOException {
        long rows = sessions(org) + tables(org);
        tenants.withoutOrg(() -> query(connection -> OrgRows.leave(connection, org)));
        long blobs = bucket.blobs().deleteOrg(org) + (long) bucket.keys().destroy(org);
        boolean nothing = rows == 0 && blobs == 0;
        Instant finished = nothing ? clock.instant() : null;
        tenants.withoutOrg(
                () -> query(connection -> OrgRows.note(connection, org, rows, blobs, finished)));
        return nothing;
    }

    /// The log is told first: a session whose rows are gone is found by nobody again.
    private long sessions(OrgId org) {
        long gone = 0;
        List<SessionId> some = someSessions(org);
        while (!some.isEmpty()) {
            List<SessionId> told = some;
            facts.orgDeleted(org, told);
            gone += tenants.call(org, () -> query(c -> OrgRows.forget(c, told)));
            some = someSessions(org);
        }
        return gone;
    }

    private List<SessionId> someSessions(OrgId org) {
        return tenants.call(org, () -> query(c -> OrgRows.sessions(c, SESSIONS)));
    }

    private long tables(OrgId org) {
        long gone = 0;
        for (String table : tenants.withoutOrg(() -> query(c -> TenantTables.of(c, "view")))) {
            int some;
            do {
                some = tenants.call(org, () -> query(c -> TenantTables.clear(c, table)));
                gone += some;
            } while (some > 0);
        }
        return gone;
    }

    private <T> T query(Jdbc.Work<T> query) {
        return Jdbc.call(database, "could not erase rows of a deleted org", query);
    }
}
