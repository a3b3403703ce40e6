package dev.workrail.delivery.topology;

import dev.workrail.contracts.session.EpochFilter;

/// A session's epoch filter, and when it last changed (milliseconds of log time).
record SeenEpoch(EpochFilter filter, long changedAt) {
    static final SeenEpoch START = new SeenEpoch(EpochFilter.START, 0);
}
