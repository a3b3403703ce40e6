package dev.workrail.console.retention;

import dev.workrail.console.ConsoleConfig;
import dev.workrail.console.access.OrgDirectory;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Cleans up each org that has a retention once a day (UTC), goes on with clean-ups that stand
/// still, and does those that are asked for. Of several consoles one does a day's clean-up. Fails
/// alone: what it could not do it does at its next look.
@Singleton
public final class RetentionKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionKeeper.class);
    private static final Duration STILL = Duration.ofMinutes(2);
    private static final int ORGS = 200;
    private static final String SCHEDULE = "schedule";

    private final CleanUp cleanUp;
    private final CleanUpRows runs;
    private final TenantTx transactions;
    private final OrgDirectory orgs;
    private final Configuration configuration;
    private final Times times;
    private volatile @Nullable Working working;

    /// When to look.
    @Singleton
    record Times(ConsoleConfig config, Clock clock) {
        Duration every() {
            return config.retentionInterval();
        }

        Instant now() {
            return clock.instant();
        }
    }

    private record Working(ScheduledExecutorService timer, ExecutorService hands) {}

    RetentionKeeper(
            CleanUp cleanUp,
            CleanUpRows runs,
            TenantTx transactions,
            OrgDirectory orgs,
            Configuration configuration,
            Times times) {
        this.cleanUp = cleanUp;
        this.runs = runs;
        this.transactions = transactions;
        this.orgs = orgs;
        this.configuration = configuration;
        this.times = times;
    }

    public void start() {
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("retention").factory());
        long every = times.every().toMillis();
        timer.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
        working = new Working(timer, Executors.newVirtualThreadPerTaskExecutor());
    }

    /// Ends at once: what is under way is gone on with by whoever starts next.
    public void close() {
        Working was = working;
        working = null;
        if (was != null) {
            was.timer().shutdownNow();
            was.hands().shutdownNow();
        }
    }

    /// Does a clean-up that was begun, soon.
    void doSoon(OrgId org, String run) {
        Working now = working;
        if (now == null) {
            return;
        }
        try {
            now.hands().execute(() -> attempt(org, run));
        } catch (RejectedExecutionException e) {
            LOG.atInfo().addKeyValue("org", org).log("clean-up left to the next start");
        }
    }

    private void look() {
        String after = "";
        List<OrgDirectory.Listed> page;
        do {
            try {
                page = orgs.after(after, ORGS);
            } catch (RuntimeException e) {
                tell(e, null);
                return;
            }
            page.forEach(listed -> lookAt(listed.org()));
            after = page.isEmpty() ? after : page.getLast().org().value();
        } while (page.size() == ORGS && working != null);
    }

    private void lookAt(OrgId org) {
        try {
            Instant now = times.now();
            for (CleanUpEntity run : transactions.call(org, runs::unfinished)) {
                if (run.workedAt.plus(STILL).isBefore(now)
                        && transactions.call(
                                org, () -> runs.takeOver(run.runId, run.workedAt, now))) {
                    attempt(org, run.runId);
                }
            }
            configuration
                    .find(org, EntryKind.RETENTION, ConfigValue.Retention.ID)
                    .flatMap(entry ->
                            cleanUp.begin(
                                    org, ofToday(org, now), SCHEDULE, entry.value().sessionDays()))
                    .ifPresent(begun -> attempt(org, begun.id()));
        } catch (RuntimeException e) {
            tell(e, org);
        }
    }

    private static String ofToday(OrgId org, Instant now) {
        return Ids.derive("run", org.value(), LocalDate.ofInstant(now, ZoneOffset.UTC).toString());
    }

    private void attempt(OrgId org, String run) {
        try {
            boolean done = cleanUp.work(org, run);
            LOG.atInfo()
                    .addKeyValue("org", org)
                    .addKeyValue("run", run)
                    .log(done ? "clean-up done" : "clean-up waits for the views");
        } catch (RuntimeException e) {
            tell(e, org);
        }
    }

    private static void tell(RuntimeException fault, @Nullable OrgId org) {
        LOG.atWarn()
                .addKeyValue("org", org)
                .setCause(fault)
                .log("could not clean up, trying again later");
    }
}
