package dev.workrail.worker.session;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.worker.sandbox.SandboxLimits;
import dev.workrail.worker.sandbox.SandboxUser;
import java.util.Optional;

/// Where a session works.
///
/// @param workspace absent where it has no repository
record Workplace(
        Optional<ConfigValue.Workspace> workspace,
        SessionFiles files,
        SandboxLimits limits,
        SandboxUser user) {}
