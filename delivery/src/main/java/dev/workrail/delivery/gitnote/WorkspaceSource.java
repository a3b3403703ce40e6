package dev.workrail.delivery.gitnote;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.WorkspaceId;
import java.util.Optional;

/// Looks workspaces up. Thread-safe.
@FunctionalInterface
public interface WorkspaceSource {
    Optional<ConfigValue.Workspace> find(OrgId org, WorkspaceId workspace);
}
