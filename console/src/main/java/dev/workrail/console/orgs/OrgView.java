package dev.workrail.console.orgs;

import dev.workrail.console.pauses.PauseView;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.Limits;
import dev.workrail.contracts.config.RateLimit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An org as its members see it.
///
/// @param paused nothing new starts while true; what runs goes on
/// @param pause who paused it, since when and why
public record OrgView(
        String id,
        String name,
        boolean paused,
        @Nullable PauseView pause,
        Limits limits,
        @Nullable RateLimit ingestRate,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    static OrgView of(ConfigEntry<ConfigValue.Org> entry, @Nullable PauseView pause) {
        ConfigValue.Org org = entry.value();
        return new OrgView(
                entry.id(),
                org.name(),
                pause != null || org.paused(),
                pause,
                org.limits(),
                org.ingestRate(),
                entry.version(),
                entry.createdAt(),
                entry.updatedAt());
    }
}
