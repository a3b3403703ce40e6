package dev.workrail.worker.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.engine.InvalidWorkflowException;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.bundled.BundledWorkflows;
import dev.workrail.engine.catalog.WorkflowCatalog;
import dev.workrail.engine.catalog.WorkflowSource;
import dev.workrail.engine.compile.Bindings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The workflows of each org, compiled when one is first asked for and kept until the org publishes
/// another. Keeps the orgs asked for last. Thread-safe.
final class BoundWorkflows {
    private static final int MAX_ORGS = 256;

    private final Map<OrgId, Compiled> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<OrgId, Compiled> eldest) {
                    return size() > MAX_ORGS;
                }
            };

    /// What came of one state of an org's definitions.
    private record Compiled(
            Map<String, JsonNode> definitions, ConcurrentHashMap<String, BoundWorkflow> bound) {
        /// Configuration is read once and shared, so the same definition is the same object.
        boolean isOf(Map<String, JsonNode> others) {
            return definitions.size() == others.size()
                    && others.entrySet().stream()
                            .allMatch(other -> definitions.get(other.getKey()) == other.getValue());
        }
    }

    /// @param definitions of the org's own workflows, by id
    /// @throws UnusableSessionException where there is no such workflow, or it is not valid
    BoundWorkflow bound(OrgId org, String workflowId, Map<String, JsonNode> definitions) {
        return of(org, definitions)
                .bound()
                .computeIfAbsent(workflowId, id -> compile(id, definitions));
    }

    private synchronized Compiled of(OrgId org, Map<String, JsonNode> definitions) {
        Compiled known = kept.get(org);
        if (known == null || !known.isOf(definitions)) {
            known = new Compiled(Map.copyOf(definitions), new ConcurrentHashMap<>());
            kept.put(org, known);
        }
        return known;
    }

    private static BoundWorkflow compile(String workflowId, Map<String, JsonNode> definitions) {
        WorkflowCatalog catalog =
                WorkflowCatalog.of(
                        Map.of(
                                WorkflowSource.BUNDLED,
                                BundledWorkflows.all(),
                                WorkflowSource.ORG,
                                definitions));
        WorkflowCatalog.Entry entry =
                catalog.find(workflowId)
                        .orElseThrow(() ->
                                new UnusableSessionException(
                                        "there is no workflow '%s'; publish it or change the trigger"
                                                .formatted(workflowId)));
        try {
            return new BoundWorkflow(
                    Workflows.compile(entry.definition(), catalog.routines(), Bindings.NONE),
                    entry.source().wire());
        } catch (InvalidWorkflowException e) {
            throw new UnusableSessionException(
                    "the workflow '%s' is not valid: %s".formatted(workflowId, e.getMessage()), e);
        }
    }
}
