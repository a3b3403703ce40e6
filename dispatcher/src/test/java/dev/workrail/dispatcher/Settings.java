package dev.workrail.dispatcher;

import java.nio.file.Path;
import java.time.Duration;

/// A dispatcher that notices within seconds.
record Settings(
        String domain,
        Duration heartbeatWindow,
        Duration claimTimeout,
        int maxDispatchesPerSource,
        int maxCrashesPerStep,
        int maxFailuresPerStep,
        int maxChildDepth,
        Duration parkLimit,
        Path stateDir,
        int standbys)
        implements DispatcherConfig {
    static Settings in(Path stateDir) {
        return new Settings(
                "default",
                Duration.ofSeconds(3),
                Duration.ofSeconds(30),
                3,
                3,
                8,
                3,
                Duration.ofDays(30),
                stateDir,
                0);
    }
}
