package dev.workrail.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Latencies of one measurement while it runs. Thread-safe.
final class Measurement {
    private static final long HIGHEST_NANOS = Duration.ofMinutes(5).toNanos();
    private static final int DIGITS = 3;
    private static final int SHOWN_FAILURES = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Histogram latencies = new ConcurrentHistogram(HIGHEST_NANOS, DIGITS);
    private final AtomicLong failures = new AtomicLong();

    void record(long nanos) {
        latencies.recordValue(Math.clamp(nanos, 0, HIGHEST_NANOS));
    }

    /// Says why, the first few times.
    void fail(Exception why) {
        if (failures.incrementAndGet() <= SHOWN_FAILURES) {
            System.err.println("  failed: " + why);
        }
    }

    /// @param elapsed how long it really ran
    Figures figures(Duration elapsed, ProcessUse.Used used) {
        double seconds = elapsed.toNanos() / 1e9;
        return new Figures(
                latencies.getTotalCount() / seconds,
                millis(50),
                millis(95),
                millis(99),
                failures.get(),
                used.cpu().toNanos() / 1e9 / seconds,
                used.peakMiB());
    }

    private double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }
}
