package dev.workrail.console.settings;

import dev.workrail.contracts.config.ConfigValue;
import java.time.Instant;

/// One entry of an org's configuration.
///
/// @param version rises with every change of the entry, over deletion and new creation too; the
///   same number is on `wr.config`, and it is the entry's ETag
/// @param updatedBy subject of who changed it last
public record ConfigEntry<V extends ConfigValue>(
        String id,
        long version,
        V value,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {}
