package dev.workrail.projections;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/// How the views are made and kept.
@ConfigMapping(prefix = "workrail.projections")
public interface ProjectionsConfig {
    /// Directory of the folds' local state. May be lost: it is restored from Kafka, which takes
    /// longer the more sessions there are.
    @WithDefault("data/projections")
    Path stateDir();

    /// How often folded views are committed. A burst within it costs one write for each session;
    /// views are this much behind the log.
    @WithDefault("PT0.1S")
    Duration commitInterval();

    /// Memory for views changed since the last commit, bytes, over all folds of this process.
    @WithDefault("16777216")
    long cacheBytes();

    /// Threads that fold.
    @WithDefault("1")
    int threads();

    /// Copies of the local state on other processes: 0 on one machine, 1 in a cluster, so that
    /// another process takes over without restoring.
    @WithDefault("0")
    int standbys();

    /// How long after its last record an ended session is archived, so that what deliveries and CI
    /// say about it is in its bundle.
    @WithDefault("PT10M")
    Duration archiveQuiet();

    /// How long a session is parked before it is archived. Well under the 35 days its records stay
    /// in Kafka.
    @WithDefault("P7D")
    Duration archiveParked();

    /// How often sessions that are due are archived.
    @WithDefault("PT1M")
    Duration archiveInterval();

    /// How often blobs that nothing names any more are deleted.
    @WithDefault("P1D")
    Duration sweepInterval();

    /// Age under which a blob is never deleted. Longer than a worker ever takes from storing a blob
    /// to naming it in the log.
    @WithDefault("PT48H")
    Duration sweepMinimumAge();

    /// How often is looked whether an org was deleted, and whether anything of it is left.
    @WithDefault("PT5S")
    Duration erasureInterval();

    /// How long a key signs an org's proof records. After it a new one signs, and the old one stays
    /// to be verified with.
    @WithDefault("P365D")
    Duration signingKeyTerm();
}
