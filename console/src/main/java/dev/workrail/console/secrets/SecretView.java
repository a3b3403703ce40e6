package dev.workrail.console.secrets;

import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.SecretPurpose;
import java.time.Instant;

/// A secret as its org sees it: that it is there, and since when.
///
/// @param keyId which key of the purpose opens it
public record SecretView(
        SecretPurpose purpose,
        String name,
        String keyId,
        long version,
        Instant createdAt,
        Instant updatedAt,
        String updatedBy) {
    static SecretView of(ConfigEntry<ConfigValue.Secret> entry) {
        return new SecretView(
                entry.value().purpose(),
                entry.value().name(),
                entry.value().keyId(),
                entry.version(),
                entry.createdAt(),
                entry.updatedAt(),
                entry.updatedBy());
    }
}
