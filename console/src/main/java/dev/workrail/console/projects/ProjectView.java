package dev.workrail.console.projects;

import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.contracts.config.ConfigValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A project as its org sees it.
public record ProjectView(
        String id,
        String name,
        @Nullable String description,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    static ProjectView of(ConfigEntry<ConfigValue.Project> entry) {
        return new ProjectView(
                entry.id(),
                entry.value().name(),
                entry.value().description(),
                entry.version(),
                entry.createdAt(),
                entry.updatedAt());
    }
}
