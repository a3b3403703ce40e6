package dev.workrail.platform.kafka;

import java.time.Duration;

/// In what batches a reader takes records: in few where a batch costs much whatever is in it.
///
/// @param maxRecords most records of a batch
/// @param pace least time between two batches, zero for none
public record Batches(int maxRecords, Duration pace) {}
