package dev.workrail.platform.kafka;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Lets a reader take what arrives in few batches instead of many small ones: a batch costs
/// requests, statements and commits, whatever is in it.
///
/// The first record after a pause is taken at once, so that a quiet system is as fast as it can be;
/// from then on batches begin an interval apart. A large batch is followed at once: it already
/// shares its cost, and there may be a backlog behind it. Used by one thread.
final class Pace {
    /// From so many records on, a batch costs little more than its records do.
    static final int LARGE_BATCH = 200;

    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private boolean paced;
    private long lastNanos;

    /// @param interval between the beginnings of two batches; zero for none
    Pace(Duration interval) {
        this(interval, System::nanoTime);
    }

    Pace(Duration interval, LongSupplier nanoTime) {
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    /// Waits until the next batch may begin.
    ///
    /// An interruption ends the wait and stays set, for the poll that follows to act on.
    void await() {
        long left = left();
        if (left > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// @param records that the poll just made has brought
    void took(int records) {
        paced = records > 0 && records < LARGE_BATCH;
        lastNanos = nanoTime.getAsLong();
    }

    /// How long the next poll has to wait, nanoseconds.
    long left() {
        return paced ? lastNanos + intervalNanos - nanoTime.getAsLong() : 0;
    }
}
