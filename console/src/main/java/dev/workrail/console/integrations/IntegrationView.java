package dev.workrail.console.integrations;

import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.console.settings.IntegrationUsers;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.IntegrationSecrets;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An integration as the org's members see it: of secrets the names alone.
///
/// @param reference what a workspace, trigger or delivery target writes to use its secrets
public record IntegrationView(
        String id,
        String provider,
        String name,
        @Nullable String baseUrl,
        IntegrationSecrets secrets,
        String reference,
        UsedBy usedBy,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    /// What refers to it; while anything does it cannot be deleted.
    public record UsedBy(List<TriggerId> triggers, List<WorkspaceId> workspaces) {}

    static IntegrationView of(ConfigEntry<ConfigValue.Integration> entry, IntegrationUsers users) {
        ConfigValue.Integration integration = entry.value();
        return new IntegrationView(
                entry.id(),
                integration.provider(),
                integration.name(),
                integration.baseUrl(),
                integration.secrets(),
                users.reference(),
                new UsedBy(
                        users.triggers().stream().map(ConfigValue.Trigger::trigger).toList(),
                        users.workspaces().stream().map(ConfigValue.Workspace::workspace).toList()),
                entry.version(),
                entry.createdAt(),
                entry.updatedAt());
    }
}
