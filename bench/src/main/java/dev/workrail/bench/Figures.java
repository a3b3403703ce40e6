package dev.workrail.bench;

import java.util.Locale;

/// What one round measured of one thing.
///
/// @param perSecond operations that were answered as expected, per second
/// @param p50 milliseconds, as `p95` and `p99`
/// @param failed operations that were not answered as expected
/// @param cpuCores mean processor time used by the measured process and its children, in cores; 0
///   where the measured thing has no process of its own
/// @param peakMiB highest resident memory so far, of the same processes; 0 as above
record Figures(
        double perSecond,
        double p50,
        double p95,
        double p99,
        long failed,
        double cpuCores,
        long peakMiB) {
    String line() {
        return String.format(
                Locale.ROOT,
                "%s/s, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, %d failed",
                RoundTable.Column.rate("per second").show(perSecond),
                p50,
                p95,
                p99,
                failed);
    }
}
