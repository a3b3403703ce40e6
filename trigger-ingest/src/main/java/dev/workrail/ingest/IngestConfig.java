package dev.workrail.ingest;

import dev.workrail.contracts.config.RateLimit;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How webhooks are taken.
@ConfigMapping(prefix = "workrail.ingest")
public interface IngestConfig {
    /// Also take webhooks at `/webhook/<trigger>`, for the one org that has a trigger of that name.
    /// On where `workrail.one-machine` is; off in a cluster.
    @WithDefault("${workrail.one-machine:false}")
    boolean singleMachine();

    /// Largest webhook body, bytes (`1M`). A larger one is answered 413 before it is read.
    @WithDefault("1M")
    MemorySize maxBody();

    /// Deepest nesting of a JSON body, levels. A deeper one is answered 400.
    @WithDefault("64")
    int maxDepth();

    /// Largest trigger event, bytes; must stay below the broker's `message.max.bytes`. An event
    /// that would be larger is answered 413: a `contextMapping` makes it smaller.
    @WithDefault("900K")
    MemorySize maxEvent();

    /// How long a webhook waits for the broker. After it the answer is 503.
    @WithDefault("2s")
    Duration publishTimeout();

    /// How long the configuration may take to become current before a 404 or 401 is given.
    @WithDefault("1s")
    Duration configTimeout();

    /// How far back scheduling decisions are read at start to know what waits. What was queued
    /// before is not counted here; the dispatcher counts it.
    @WithDefault("2d")
    Duration queueHistory();

    /// True lets `generic` triggers without a signing secret take anything from anyone. Unsafe
    /// outside a closed network.
    @WithDefault("false")
    boolean allowUnsigned();

    /// Webhooks of an org that sets no `ingestRate`, per process.
    Rate orgRate();

    /// Webhooks of a trigger that sets no `rate`, per process.
    Rate triggerRate();

    /// A token bucket.
    interface Rate {
        /// Tokens per second.
        @WithDefault("100")
        double perSecond();

        /// Tokens at once.
        @WithDefault("1000")
        int burst();

        /// @param name of the setting, for the one who set it
        default RateLimit limit(String name) {
            if (perSecond() <= 0 || burst() < 1) {
                throw new IllegalArgumentException(
                        "%s: expected per-second above 0 and burst of 1 or more, was %s and %d; raise it"
                                .formatted(name, perSecond(), burst()));
            }
            return new RateLimit(perSecond(), burst());
        }
    }
}
