package dev.workrail.dispatcher;

import dev.workrail.contracts.id.DomainId;
import dev.workrail.dispatcher.schedule.SchedulerSettings;
import dev.workrail.platform.time.Ticker;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/// How one scheduling domain shares its fleet.
@ConfigMapping(prefix = "workrail.dispatcher")
public interface DispatcherConfig {
    /// The scheduling domain this process decides for. Two domains are two processes.
    @WithDefault("default")
    String domain();

    /// How long a lease lives after its last heartbeat. Shorter finds a lost worker sooner and
    /// forgives less; every worker must send several heartbeats in it.
    @WithDefault("15s")
    Duration heartbeatWindow();

    /// How long an offered session may stay unclaimed before it is offered anew.
    @WithDefault("30s")
    Duration claimTimeout();

    /// Sessions run for one source and revision before a person must look.
    @WithDefault("3")
    int maxDispatchesPerSource();

    /// Leases lost in one step of a session before a person must look.
    @WithDefault("3")
    int maxCrashesPerStep();

    /// Leases given back in one step of a session, since no worker could go on (a full disk, say),
    /// before a person must look. Between two of them the session stays out of the line, for 10
    /// seconds at first and twice as long each time, at most 5 minutes.
    @WithDefault("8")
    int maxFailuresPerStep();

    /// How deep sessions may start sessions; 0 forbids it.
    @WithDefault("3")
    int maxChildDepth();

    /// How long a session may stay parked before it escalates; below the log's 35 days.
    @WithDefault("30d")
    Duration parkLimit();

    /// Where the state is kept over restarts; it can always be restored from Kafka.
    @WithDefault("${workrail.data-dir:data}/streams/dispatcher")
    Path stateDir();

    /// Copies of the state on other processes: 0 on one machine, 1 in a cluster.
    @WithDefault("0")
    int standbys();

    /// @throws IllegalArgumentException where a value does not fit, with its key and the fix
    default SchedulerSettings settings() {
        require(
                heartbeatWindow().compareTo(Ticker.PERIOD.multipliedBy(4)) >= 0,
                "workrail.dispatcher.heartbeat-window",
                "at least four ticks (2s)",
                heartbeatWindow());
        require(
                maxDispatchesPerSource() > 0,
                "workrail.dispatcher.max-dispatches-per-source",
                "1 or more",
                maxDispatchesPerSource());
        require(
                maxCrashesPerStep() > 0,
                "workrail.dispatcher.max-crashes-per-step",
                "1 or more",
                maxCrashesPerStep());
        require(
                maxFailuresPerStep() > 0,
                "workrail.dispatcher.max-failures-per-step",
                "1 or more",
                maxFailuresPerStep());
        return new SchedulerSettings(
                new DomainId(domain()),
                heartbeatWindow(),
                claimTimeout(),
                maxDispatchesPerSource(),
                maxCrashesPerStep(),
                maxFailuresPerStep(),
                maxChildDepth(),
                parkLimit());
    }

    private static void require(boolean holds, String key, String expected, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s must be %s, but is %s".formatted(key, expected, actual));
        }
    }
}
