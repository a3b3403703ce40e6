package dev.workrail.console.policies;

import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.PolicyLevel;
import dev.workrail.contracts.session.Gate;
import java.time.Instant;
import java.util.List;

/// A policy as the org's members see it.
///
/// @param of the org, workspace, trigger or tier that it holds for
public record PolicyView(
        PolicyLevel level,
        String of,
        List<Gate> requiredGates,
        long version,
        Instant createdAt,
        Instant updatedAt,
        String updatedBy) {
    static PolicyView of(ConfigEntry<ConfigValue.Policy> entry) {
        return new PolicyView(
                entry.value().level(),
                entry.value().of(),
                entry.value().requiredGates(),
                entry.version(),
                entry.createdAt(),
                entry.updatedAt(),
                entry.updatedBy());
    }
}
