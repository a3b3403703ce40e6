package dev.workrail.bench;

import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/// Latencies and throughput of one run. Thread-safe while it records.
final class Measurement {
    private static final long HIGHEST_NANOS = Duration.ofMinutes(5).toNanos();
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final String name;
    private final Histogram latencies = new SynchronizedHistogram(HIGHEST_NANOS, DIGITS);
    private long failures;

    Measurement(String name) {
        this.name = name;
    }

    void record(long nanos) {
        latencies.recordValue(Math.min(nanos, HIGHEST_NANOS));
    }

    synchronized void fail() {
        failures++;
    }

    long count() {
        return latencies.getTotalCount();
    }

    double perSecond(Duration elapsed) {
        return count() / (elapsed.toNanos() / 1e9);
    }

    /// One row of the table [#HEADER] begins.
    String row(Duration elapsed, long peakMemoryKiB) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.1f | %.1f | %.1f | %d | %s |",
                name,
                perSecond(elapsed),
                latencies.getValueAtPercentile(50) / NANOS_PER_MILLI,
                latencies.getValueAtPercentile(95) / NANOS_PER_MILLI,
                latencies.getValueAtPercentile(99) / NANOS_PER_MILLI,
                failures(),
                peakMemoryKiB == 0 ? "-" : peakMemoryKiB / 1024 + " MiB");
    }

    synchronized long failures() {
        return failures;
    }

    static final String HEADER =
            "| what | per second | p50 ms | p95 ms | p99 ms | failed | peak memory |\n"
                    + "|---|---|---|---|---|---|---|";
}
