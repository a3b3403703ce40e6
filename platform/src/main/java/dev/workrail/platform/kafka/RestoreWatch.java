package dev.workrail.platform.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/// Notices a topology whose state does not come back: one of its stores is being restored, and for
/// longer than a limit nothing has arrived.
///
/// A topology that restores processes nothing and fails in no way either, so without this it would
/// be silent for good. The usual cause is a transaction that nobody ends in the store's changelog:
/// committed records end before it. Told by Kafka's threads, asked by any.
final class RestoreWatch implements StateRestoreListener {
    private final Duration limit;
    private final Clock clock;
    private final Map<Store, Progress> restoring = new ConcurrentHashMap<>();

    RestoreWatch(Duration limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    private record Store(String name, TopicPartition changelog) {}

    /// @param next offset of the next record to come
    private record Progress(long next, long end, Instant since) {}

    /// What stands still for longest; empty while all moves.
    ///
    /// @return one line for an operator, which names the partition and the offset
    Optional<String> stall() {
        Instant now = clock.instant();
        return restoring.entrySet().stream()
                .filter(each -> each.getValue().since().plus(limit).isBefore(now))
                .min(Comparator.comparing(each -> each.getValue().since()))
                .map(each -> describe(each.getKey(), each.getValue()));
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
        restoring.put(new Store(store, changelog), new Progress(start, end, clock.instant()));
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long last, long count) {
        restoring.computeIfPresent(
                new Store(store, changelog),
                (_, before) -> new Progress(last + 1, before.end(), clock.instant()));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long total) {
        restoring.remove(new Store(store, changelog));
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
        restoring.remove(new Store(store, changelog));
    }

    private static String describe(Store store, Progress progress) {
        return "store %s has not moved since %s: it is at offset %d of %d in %s; where a transaction is open there, see 'Hanging transactions' in docs/operations.md"
                .formatted(
                        store.name(),
                        progress.since(),
                        progress.next(),
                        progress.end(),
                        store.changelog());
    }
}
