package dev.workrail.projections.sink;

import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.TransientFaultException;

/// The partition's position is not where this member left it: another one owns the partition now.
/// Nothing was written. Passes once the group has told this member so.
final class PartitionLostException extends TransientFaultException {
    PartitionLostException(Partition partition, long base) {
        super(
                partition + " is no longer at " + base + ": another member of the sink owns it",
                null);
    }
}
