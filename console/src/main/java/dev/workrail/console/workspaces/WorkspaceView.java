package dev.workrail.console.workspaces;

import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.Limits;
import dev.workrail.contracts.config.SandboxSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A workspace as the org's members see it.
public record WorkspaceView(
        String id,
        @Nullable String project,
        String repositoryUrl,
        String baseBranch,
        @Nullable String branchPrefix,
        @Nullable String credential,
        @Nullable String testCommand,
        @Nullable SandboxSettings sandbox,
        Limits limits,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    static WorkspaceView of(ConfigEntry<ConfigValue.Workspace> entry) {
        ConfigValue.Workspace workspace = entry.value();
        return new WorkspaceView(
                entry.id(),
                workspace.project() == null ? null : workspace.project().value(),
                workspace.repositoryUrl(),
                workspace.baseBranch(),
                workspace.branchPrefix(),
                workspace.credential(),
                workspace.testCommand(),
                workspace.sandbox(),
                workspace.limits(),
                entry.version(),
                entry.createdAt(),
                entry.updatedAt());
    }
}
