package dev.workrail.platform.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// How one topology runs.
///
/// @param applicationId group, store and repartition names derive from it; never changed again
/// @param origin the role, for dead letters
/// @param stateDir where stores live on disk; kept over restarts
/// @param guarantee what a crash may do to what the topology writes
/// @param threads stream threads in this process
/// @param pace least time between two batches that are read, zero for none: what is not waited for
///   is cheaper in few large ones
/// @param commitInterval longest time until a commit that nobody asks for; shorter than a
///   transaction may last, 5 s
/// @param standbys copies of each store on other processes: 0 on one machine, 1 in a cluster
/// @param overrides further Streams properties, which win
public record StreamsSpec(
        String applicationId,
        String origin,
        Path stateDir,
        Guarantee guarantee,
        int threads,
        Duration pace,
        Duration commitInterval,
        int standbys,
        Map<String, Object> overrides) {
    public StreamsSpec {
        overrides = Map.copyOf(overrides);
    }

    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

    /// One thread, no pace, a commit each 100 ms, no standby, nothing overridden.
    public static StreamsSpec of(
            String applicationId, String origin, Path stateDir, Guarantee guarantee) {
        return new StreamsSpec(
                applicationId,
                origin,
                stateDir,
                guarantee,
                1,
                Duration.ZERO,
                COMMIT_INTERVAL,
                0,
                Map.of());
    }

    /// What a crash may do to what the topology writes.
    public enum Guarantee {
        /// Nothing: for every topology with a store that suppresses output.
        EXACTLY_ONCE("exactly_once_v2"),
        /// Write it again: for folds whose output is idempotent.
        AT_LEAST_ONCE("at_least_once");

        private final String property;

        Guarantee(String property) {
            this.property = property;
        }

        String property() {
            return property;
        }
    }
}
