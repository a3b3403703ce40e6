package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Digest;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.json.NonFiniteNumberException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a definition into something that can run.
///
/// The passes, in this order: templates, bindings, features, references and prompt blocks,
/// left-over tokens, final checks; then the added steps. The pinned snapshot is taken before steps
/// are added, so its hash is that of what the author wrote. The same input gives the same outcome
/// on any machine. Thread-safe.
public final class WorkflowCompiler {
    /// Steps after expansion; more than that is refused.
    public static final int MAX_STEPS = 2000;

    private WorkflowCompiler() {}

    /// @param findings told of everything that is wrong; may hold earlier findings
    /// @return null where `findings` now holds an error, earlier ones included
    public static @Nullable CompiledWorkflow compile(
            JsonNode definition, Routines routines, Bindings bindings, Findings findings) {
        List<Draft> drafts =
                new TemplateExpansion(routines, findings).expand(Draft.read(definition));
        BindingPass binding = new BindingPass(definition, bindings);
        FeaturePass features = new FeaturePass(definition, findings);
        BlockPass blocks = new BlockPass(findings);
        SentinelPass sentinel = new SentinelPass(findings);
        Draft.each(
                drafts,
                draft -> {
                    binding.apply(draft);
                    features.apply(draft);
                    blocks.apply(draft);
                    RefPass.apply(draft);
                    sentinel.apply(draft);
                });
        new FinalChecks(findings).apply(drafts);
        if (findings.hasErrors()) {
            return null;
        }
        ObjectNode resolved = definition.deepCopy();
        resolved.set("steps", Draft.write(drafts));
        return restore(snapshot(resolved, binding), findings);
    }

    /// What a session was bound to, ready to run again.
    ///
    /// @param snapshot as [PinnedWorkflow#snapshot] gave it
    public static CompiledWorkflow restore(JsonNode snapshot) {
        return Linker.link(new PinnedWorkflow(snapshot, Digest.of(snapshot)));
    }

    private static @Nullable CompiledWorkflow restore(JsonNode snapshot, Findings findings) {
        try {
            return restore(snapshot);
        } catch (NonFiniteNumberException e) {
            findings.error(
                    Stage.COMPILATION,
                    "non-finite-number",
                    "",
                    "a number beyond the range of a double",
                    "finite numbers, as the digest needs them");
            return null;
        }
    }

    private static JsonNode snapshot(ObjectNode definition, BindingPass binding) {
        ObjectNode out = Json.object();
        out.put("schemaVersion", 1);
        out.put("sourceKind", "v1_pinned");
        out.set("workflowId", definition.path("id"));
        out.set("name", definition.path("name"));
        out.set("description", definition.path("description"));
        out.set("version", definition.path("version"));
        out.set("definition", definition);
        put(out, "resolvedBindings", binding.resolved());
        put(out, "pinnedOverrides", binding.overrides());
        return out;
    }

    private static void put(ObjectNode out, String field, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode node = out.putObject(field);
            values.forEach(node::put);
        }
    }
}
