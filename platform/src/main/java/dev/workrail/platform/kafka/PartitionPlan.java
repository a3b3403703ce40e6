package dev.workrail.platform.kafka;

import dev.workrail.contracts.topic.Topic;

/// A deployment's partition counts and replication, fixed for its life.
///
/// @param wide partitions of session and command topics
/// @param single partitions of everything else
/// @param replication copies of each partition
public record PartitionPlan(int wide, int single, short replication) {
    /// One process with everything in it.
    public static final PartitionPlan ONE_MACHINE = new PartitionPlan(1, 1, (short) 1);

    /// Roles apart, brokers apart.
    public static final PartitionPlan CLUSTER = new PartitionPlan(48, 1, (short) 3);

    public int partitionsOf(Topic topic) {
        return switch (topic.spread()) {
            case WIDE -> wide;
            case SINGLE -> single;
        };
    }
}
