package dev.workrail.console.workflows;

import dev.workrail.console.settings.ConfigLook;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.engine.bundled.BundledWorkflows;
import jakarta.inject.Singleton;

/// Which workflows an org may name: the bundled ones and its own. Thread-safe.
@Singleton
public final class WorkflowCatalogue {
    /// Within a change of the org's configuration.
    public boolean exists(ConfigLook look, String workflow) {
        return bundled(workflow) || look.find(EntryKind.WORKFLOW, workflow).isPresent();
    }

    public boolean bundled(String workflow) {
        return BundledWorkflows.all().containsKey(workflow);
    }
}
