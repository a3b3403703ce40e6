package dev.workrail.console.outbox;

import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.FencedPublisher;
import dev.workrail.platform.kafka.Position;
import dev.workrail.platform.kafka.PublisherFencedException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes what the outbox holds to `wr.config`, in the order of commits, while it is the one
/// relay of all consoles; else stands by.
///
/// A batch is published in one Kafka transaction of a producer that fences its predecessors, and
/// marked under the epoch of the lock. A crash in between publishes the batch again, with the same
/// versions in the same order, which readers take for what it is. Runs on one virtual thread from
/// `start` to `close`; everything else is thread-safe.
public final class OutboxRelay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final RelayFence fence;
    private final Supplier<FencedPublisher> publishers;
    private final RelayTimes times;
    private final Clock clock;
    private final Bell changed = new Bell();
    private final Bell published = new Bell();
    private final Publications publications = new Publications();
    private volatile boolean stopping;
    private volatile @Nullable Exception failure;
    private @Nullable Thread thread;

    OutboxRelay(
            RelayFence fence, Supplier<FencedPublisher> publishers, RelayTimes times, Clock clock) {
        this.fence = fence;
        this.publishers = publishers;
        this.times = times;
        this.clock = clock;
    }

    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("config-relay").start(this::run);
        }
    }

    /// Says that the outbox has something new.
    public void nudge() {
        changed.ring();
    }

    /// The last failure, until a look at the outbox succeeds again.
    public Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    /// Where this process's relay put a version, if it was this process's.
    Optional<String> positionOf(long version) {
        return publications.of(version);
    }

    /// Returns after the next publication of this process's relay, at the latest after `max`.
    void awaitPublication(long heard, Duration max) throws InterruptedException {
        published.await(heard, max);
    }

    long publicationsSoFar() {
        return published.rings();
    }

    @Override
    public void close() throws InterruptedException {
        Thread running;
        synchronized (this) {
            running = thread;
            stopping = true;
        }
        changed.ring();
        if (running != null && !running.join(STOP)) {
            running.interrupt();
            running.join();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                long heard = changed.rings();
                standBy();
                if (!stopping) {
                    changed.await(heard, times.takeOver());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Tries to become the relay, and is it for as long as it can be.
    private void standBy() throws InterruptedException {
        try {
            Optional<RelayFence.Tenure> taken = fence.take();
            failure = null;
            if (taken.isPresent()) {
                try (RelayFence.Tenure tenure = taken.get()) {
                    serve(tenure);
                }
            }
        } catch (LockLostException | PublisherFencedException e) {
            LOG.atInfo().log("another console took over the config relay");
        } catch (SQLException | RuntimeException e) {
            if (failure == null) {
                LOG.atWarn().setCause(e).log("config relay cannot publish; it keeps trying");
            }
            failure = e;
        }
    }

    private void serve(RelayFence.Tenure tenure)
            throws SQLException, LockLostException, PublisherFencedException, InterruptedException {
        LOG.atInfo().addKeyValue("epoch", tenure.epoch()).log("this console relays configuration");
        try (FencedPublisher publisher = publishers.get()) {
            Instant housekeeping = clock.instant();
            while (!stopping) {
                long heard = changed.rings();
                int done = relay(tenure, publisher);
                failure = null;
                if (!clock.instant().isBefore(housekeeping)) {
                    keepHouse(tenure, publisher);
                    housekeeping = clock.instant().plus(HOUSEKEEPING);
                }
                if (done < BATCH) {
                    changed.await(heard, times.poll());
                }
            }
        }
    }

    /// @return how many changes it published
    private int relay(RelayFence.Tenure tenure, FencedPublisher publisher)
            throws SQLException, LockLostException, PublisherFencedException {
        List<PendingChange> batch =
                tenure.inTransaction(connection -> OutboxTable.pending(connection, BATCH));
        if (batch.isEmpty()) {
            return 0;
        }
        List<String> positions =
                publisher
                        .publish(
                                batch.stream()
                                        .map(change ->
                                                FencedPublisher.Outgoing.of(
                                                        Topics.CONFIG,
                                                        change.key(),
                                                        change.event()))
                                        .toList())
                        .stream()
                        .map(Position::toString)
                        .toList();
        tenure.inTransaction(connection -> {
            OutboxTable.markPublished(connection, batch, positions, clock.instant());
            return batch.size();
        });
        for (int i = 0; i < batch.size(); i++) {
            publications.add(batch.get(i).version(), positions.get(i));
        }
        published.ring();
        return batch.size();
    }

    private void keepHouse(RelayFence.Tenure tenure, FencedPublisher publisher)
            throws SQLException, LockLostException, PublisherFencedException {
        Instant now = clock.instant();
        List<PendingChange> gone =
                tenure.inTransaction(connection ->
                        OutboxTable.oldDeletions(
                                connection, now.minus(times.tombstoneAfter()), BATCH));
        if (!gone.isEmpty()) {
            publisher.publish(
                    gone.stream()
                            .map(change ->
                                    FencedPublisher.Outgoing.tombstone(Topics.CONFIG, change.key()))
                            .toList());
        }
        tenure.inTransaction(connection -> {
            OutboxTable.markTombstoned(connection, gone, now);
            return OutboxTable.forget(connection, now.minus(times.forgetAfter()));
        });
    }
}
