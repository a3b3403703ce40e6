package dev.workrail.platform.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Counts faults that follow each other closely, for who is not told when work goes well again.
/// Thread-safe.
final class FaultStreak {
    /// Longer than any wait of [Backoff] and a new thread's way to its first record.
    private static final Duration QUIET = Duration.ofMinutes(2);

    private final LongSupplier nanos;
    private int length;
    private long last;

    FaultStreak(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// A fault happened.
    ///
    /// @return how many there were one after another, this one included
    synchronized int next() {
        long now = nanos.getAsLong();
        length = length > 0 && now - last < QUIET.toNanos() ? length + 1 : 1;
        last = now;
        return length;
    }
}
