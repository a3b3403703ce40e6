package dev.workrail.console.artifacts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How artifacts are downloaded.
@ConfigMapping(prefix = "workrail.console.artifacts")
public interface ArtifactSettings {
    /// How long a link to an artifact works. Whoever has the link may use it, so minutes.
    @WithDefault("5m")
    Duration linkValidity();

    /// Memory that downloads may take at once, in bytes: one takes about twice its size. Those that
    /// do not fit wait a moment and are then answered 503 with Retry-After.
    @WithDefault("134217728")
    long downloadBytes();
}
