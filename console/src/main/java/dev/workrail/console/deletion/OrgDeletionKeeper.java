package dev.workrail.console.deletion;

import dev.workrail.console.ConsoleConfig;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes what is left of deleted orgs, whoever began it: at every look until nothing is found,
/// for some minutes more since somebody may have been about to write, and then once a day while
/// Kafka may have something of the org. Several consoles do no harm. Fails alone: what it could not
/// do it does at its next look.
@Singleton
public final class OrgDeletionKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(OrgDeletionKeeper.class);
    private static final Duration CLOSELY = Duration.ofMinutes(10);
    private static final Duration AGAIN = Duration.ofDays(1);

    private final OrgDeletion deletion;
    private final DeletedOrgRows rows;
    private final TenantTx transactions;
    private final ConsoleConfig config;
    private final Clock clock;
    private final Map<OrgId, Instant> empty = new HashMap<>();
    private volatile @Nullable ScheduledExecutorService timer;

    OrgDeletionKeeper(
            OrgDeletion deletion,
            DeletedOrgRows rows,
            TenantTx transactions,
            ConsoleConfig config,
            Clock clock) {
        this.deletion = deletion;
        this.rows = rows;
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
    }

    public void start() {
        ScheduledExecutorService made =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("org-deletion").factory());
        long every = config.deletionInterval().toMillis();
        made.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
        timer = made;
    }

    /// Ends at once: what is under way is gone on with by whoever starts next.
    public void close() {
        ScheduledExecutorService was = timer;
        timer = null;
        if (was != null) {
            was.shutdownNow();
        }
    }

    private void look() {
        try {
            Instant now = clock.instant();
            for (DeletedOrgEntity row :
                    transactions.withoutOrg(() -> rows.open(now.minus(Topics.LOG_RETENTION)))) {
                if (due(row, now)) {
                    attempt(row.org(), now);
                }
            }
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("could not look for deleted orgs, trying again later");
        }
    }

    private boolean due(DeletedOrgEntity row, Instant now) {
        Instant before = empty.get(row.org());
        return before == null
                || row.askedAt.plus(CLOSELY).isAfter(now)
                || before.plus(AGAIN).isBefore(now);
    }

    private void attempt(OrgId org, Instant now) {
        try {
            if (deletion.work(org) && empty.put(org, now) == null) {
                LOG.atInfo().addKeyValue("org", org).log("a deleted org has no rows any more");
            }
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("org", org)
                    .setCause(e)
                    .log("could not go on deleting an org, trying again later");
        }
    }
}
