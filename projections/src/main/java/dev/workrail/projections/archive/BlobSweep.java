package dev.workrail.projections.archive;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.blob.BlobCollector;
import dev.workrail.platform.db.DatabaseException;
import dev.workrail.platform.kafka.GroupProgress;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.TransientFaultException;
import dev.workrail.projections.read.ViewPositions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes, from time to time, blobs that nothing names any more.
///
/// Sweeps only while the views hold the whole log: rows that are still to come name blobs too. A
/// young blob stays in any case. Several may run at once. Fails alone: views go on.
public final class BlobSweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlobSweep.class);

    /// A process that lives shorter than the interval sweeps too.
    private static final int FIRST_AFTER = 24;

    private final Supplier<List<OrgId>> orgs;
    private final MarkRows marks;
    private final BlobCollector collector;
    private final GroupProgress log;
    private final ViewPositions views;
    private final Counter deleted;
    private final Counter deletedBytes;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("blob-sweep").daemon().factory());

    /// @param log closed with this
    BlobSweep(
            Supplier<List<OrgId>> orgs,
            MarkRows marks,
            BlobCollector collector,
            GroupProgress log,
            ViewPositions views,
            MeterRegistry meters) {
        this.orgs = orgs;
        this.marks = marks;
        this.collector = collector;
        this.log = log;
        this.views = views;
        this.deleted =
                Counter.builder("workrail.blobs.swept")
                        .description("blobs deleted because nothing names them")
                        .register(meters);
        this.deletedBytes =
                Counter.builder("workrail.blobs.swept.bytes")
                        .description("size of the blobs that were deleted")
                        .baseUnit("bytes")
                        .register(meters);
    }

    /// What one sweep over all orgs did.
    public record Swept(int orgs, int kept, int deleted, long deletedBytes) {
        private Swept plus(BlobCollector.Swept org) {
            return new Swept(
                    orgs + 1,
                    kept + org.kept(),
                    deleted + org.deleted(),
                    deletedBytes + org.deletedBytes());
        }
    }

    /// Begins to sweep, every `interval`; the first time sooner.
    public void start(Duration interval) {
        timer.scheduleWithFixedDelay(
                this::attempt,
                interval.toMillis() / FIRST_AFTER,
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        log.close();
    }

    /// Sweeps once.
    ///
    /// @return empty where the views are behind the log, and so nothing was swept
    /// @throws IOException where the blob store is away
    public Optional<Swept> sweep() throws IOException, InterruptedException {
        if (behind()) {
            return Optional.empty();
        }
        Swept all = new Swept(0, 0, 0, 0);
        for (OrgId org : orgs.get()) {
            Set<BlobRef> marked = marks.of(org);
            all = all.plus(collector.sweep(org, marked));
        }
        deleted.increment(all.deleted());
        deletedBytes.increment(all.deletedBytes());
        return Optional.of(all);
    }

    private boolean behind() throws InterruptedException {
        Map<Partition, Long> ends = log.ends(List.of(Topics.SESSIONS));
        return ends.entrySet().stream()
                .anyMatch(end ->
                        end.getValue() > 0
                                && views.next(end.getKey().topic(), end.getKey().index())
                                        < end.getValue());
    }

    private void attempt() {
        try {
            sweep().ifPresentOrElse(
                            BlobSweep::report,
                            () -> LOG.atInfo().log("no blob swept: the views are behind the log"));
        } catch (IOException | DatabaseException | TransientFaultException e) {
            LOG.atWarn()
                    .addKeyValue("error", e.toString())
                    .log("could not sweep blobs, trying again at the next interval");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("sweeping failed, trying again at the next interval");
        }
    }

    private static void report(Swept swept) {
        LOG.atInfo()
                .addKeyValue("orgs", swept.orgs())
                .addKeyValue("kept", swept.kept())
                .addKeyValue("deleted", swept.deleted())
                .addKeyValue("bytes", swept.deletedBytes())
                .log("blobs swept");
    }
}
