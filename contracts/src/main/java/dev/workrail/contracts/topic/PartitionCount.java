package dev.workrail.contracts.topic;

/// The partition count a topic was made with, fixed for the life of the deployment.
public record PartitionCount(String topic, int partitions) {}
