package dev.workrail.console.export;

import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.SecretPurpose;
import java.time.Instant;

/// An entry of the configuration as an export has it: a secret is named and has no value, not even
/// a sealed one.
///
/// @param value a configuration value, or [Secret]
record ExportedEntry(
        String kind,
        String id,
        long version,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy,
        Object value) {
    /// What is said of a secret.
    record Secret(SecretPurpose purpose, String name) {}

    static ExportedEntry of(ConfigEntry<ConfigValue> entry) {
        return new ExportedEntry(
                entry.value().kind(),
                entry.id(),
                entry.version(),
                entry.createdAt(),
                entry.createdBy(),
                entry.updatedAt(),
                entry.updatedBy(),
                entry.value() instanceof ConfigValue.Secret secret
                        ? new Secret(secret.purpose(), secret.name())
                        : entry.value());
    }
}
