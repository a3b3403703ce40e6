package dev.workrail.console.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.console.settings.ConfigLook;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.bundled.BundledWorkflows;
import dev.workrail.engine.catalog.WorkflowCatalog;
import dev.workrail.engine.catalog.WorkflowSource;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.validate.Validation;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which workflows an org may name: the bundled ones and its own. Thread-safe.
@Singleton
public final class WorkflowCatalogue {
    /// Within a transaction on the org's configuration.
    public boolean exists(ConfigLook look, String workflow) {
        return bundled(workflow) || look.find(EntryKind.WORKFLOW, workflow).isPresent();
    }

    boolean bundled(String workflow) {
        return BundledWorkflows.all().containsKey(workflow);
    }

    /// What is wrong with a definition, with the routines the org has.
    Validation validate(ConfigLook look, JsonNode definition) {
        Map<String, JsonNode> own = new TreeMap<>();
        look.all(EntryKind.WORKFLOW).forEach(entry -> own.put(entry.id(), definitionOf(entry)));
        WorkflowCatalog catalog =
                WorkflowCatalog.of(
                        Map.of(
                                WorkflowSource.BUNDLED,
                                BundledWorkflows.all(),
                                WorkflowSource.ORG,
                                own));
        return Workflows.validate(definition, catalog.routines(), Bindings.NONE);
    }

    /// By id; where both have one, the org's counts.
    List<WorkflowView> all(ConfigLook look) {
        Map<String, WorkflowView> byId = new TreeMap<>();
        BundledWorkflows.all()
                .forEach((id, definition) -> byId.put(id, bundledView(id, definition, false)));
        look.all(EntryKind.WORKFLOW).forEach(entry -> byId.put(entry.id(), ownView(entry, false)));
        return List.copyOf(byId.values());
    }

    Optional<WorkflowView> find(ConfigLook look, String id) {
        return look.find(EntryKind.WORKFLOW, id)
                .map(entry -> ownView(entry, true))
                .or(() ->
                        Optional.ofNullable(BundledWorkflows.all().get(id))
                                .map(definition -> bundledView(id, definition, true)));
    }

    static WorkflowView ownView(ConfigEntry<ConfigValue.Workflow> entry, boolean whole) {
        return WorkflowView.of(
                entry.id(),
                definitionOf(entry),
                WorkflowSource.ORG.wire(),
                entry.version(),
                entry.updatedAt(),
                whole);
    }

    private static WorkflowView bundledView(String id, JsonNode definition, boolean whole) {
        return WorkflowView.of(id, definition, WorkflowSource.BUNDLED.wire(), null, null, whole);
    }

    private static JsonNode definitionOf(ConfigEntry<ConfigValue.Workflow> entry) {
        return entry.value().definition();
    }
}
