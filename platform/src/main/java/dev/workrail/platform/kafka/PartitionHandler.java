package dev.workrail.platform.kafka;

import java.util.List;
import java.util.OptionalLong;

/// Handles what was read from one partition, a batch at a time, in order.
@FunctionalInterface
public interface PartitionHandler<T> {
    /// The records of `[base, next)` that could be read; malformed ones are dead letters already.
    /// The position of the group moves to `next` once this returns. Called again with the same
    /// `base` (perhaps another `next`) after a transient fault.
    ///
    /// @throws Exception a fault: retried with backoff where transient, else it stops the loop
    void handle(Partition partition, List<Received<T>> records, long base, long next)
            throws Exception;

    /// Called when the partition becomes ours, before its first batch. A handler that keeps its
    /// position beside its effects answers it here; empty means what the group committed.
    default OptionalLong startOf(Partition partition) throws Exception {
        return OptionalLong.empty();
    }

    /// Called when the partition is no longer ours; effects after it may be someone else's.
    default void revoked(Partition partition) {}

    /// Handles each record alone. A record refused with [MalformedRecordException] becomes a dead
    /// letter and the batch goes on behind it.
    static <T> PartitionHandler<T> each(DeadLetters deadLetters, RecordHandler<T> handler) {
        return (_, records, _, _) -> {
            for (Received<T> record : records) {
                try (var _ = RecordContext.of(record)) {
                    handler.handle(record);
                } catch (MalformedRecordException refused) {
                    deadLetters.refuse(record, refused).get();
                }
            }
        };
    }
}
