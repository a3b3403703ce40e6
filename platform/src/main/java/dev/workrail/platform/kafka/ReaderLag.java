package dev.workrail.platform.kafka;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/// How far a reader is behind, from what its client measures of itself. Thread-safe: a client's
/// metrics may be read from any thread.
final class ReaderLag {
    private static final String RECORDS_LAG = "records-lag";

    private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;

    ReaderLag(Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
        this.metrics = metrics;
    }

    /// Records before it, over all its partitions; those nothing was fetched from yet count none.
    double records() {
        return metrics.get().entrySet().stream()
                .filter(entry -> perPartition(entry.getKey()))
                .mapToDouble(entry -> (Double) entry.getValue().metricValue())
                .filter(Double::isFinite)
                .sum();
    }

    /// A topology's own reading of changelogs is not behind anything.
    private static boolean perPartition(MetricName name) {
        return name.name().equals(RECORDS_LAG)
                && name.tags().containsKey("partition")
                && !name.tags().getOrDefault("client-id", "").endsWith("restore-consumer");
    }
}
