package dev.workrail.worker.session;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.platform.git.GitSecret;
import dev.workrail.worker.agent.ModelClient;
import java.util.Optional;

/// Where sessions find what they are configured with. Thread-safe.
public interface SessionSources {
    Optional<ConfigValue.Workspace> workspace(OrgId org, WorkspaceId workspace);

    /// Opens the git credential of that name.
    Optional<GitSecret> credential(OrgId org, String name);

    /// @throws UnusableSessionException where there is no such workflow, or it does not compile
    BoundWorkflow workflow(OrgId org, String workflowId);

    /// @throws UnusableSessionException where the model is unknown
    ModelClient model(SessionSpec spec);

    Blobs blobs(OrgId org);
}
