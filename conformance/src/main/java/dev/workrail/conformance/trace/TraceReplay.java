package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.conformance.Replay;
import dev.workrail.conformance.Results;
import dev.workrail.conformance.VectorInput;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.compile.WorkflowCompiler;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Replays every recorded run under `traces` and `synthetic`.
public final class TraceReplay implements Replay {
    @Override
    public void replay(VectorInput input, Results results) {
        Routines routines = input.routines();
        List<Path> folders = new ArrayList<>(input.folders("synthetic"));
        folders.addAll(input.folders("traces"));
        for (Path folder : folders) {
            for (Path file : scenarios(input, folder)) {
                replay(Trace.read(file), folder, input, routines, results);
            }
        }
    }

    private static List<Path> scenarios(VectorInput input, Path folder) {
        String relative = input.directory().relativize(folder).toString();
        return input.files(relative, ".json").stream()
                .filter(f -> !f.getFileName().toString().equals("workflow.json"))
                .filter(f -> !f.getFileName().toString().startsWith("_"))
                .toList();
    }

    private static void replay(
            Trace trace, Path folder, VectorInput input, Routines routines, Results results) {
        Optional<JsonNode> definition = definition(trace, folder, input);
        if (definition.isEmpty()) {
            results.skipped(trace.name(), "workflow file is in none of the given folders");
            return;
        }
        Findings findings = new Findings();
        CompiledWorkflow workflow = compile(trace, definition.get(), routines, findings);
        Comparison comparison = new Comparison(trace, workflow);
        Difference difference =
                workflow == null ? comparison.ofRefusedWorkflow(findings) : comparison.run();
        if (difference == null) {
            results.passed(trace.name());
        } else {
            results.failed(
                    trace.name() + " " + difference.where(),
                    difference.expected(),
                    difference.actual());
        }
    }

    private static Optional<JsonNode> definition(Trace trace, Path folder, VectorInput input) {
        Path beside = folder.resolve("workflow.json");
        return Files.isRegularFile(beside)
                ? Optional.of(VectorInput.read(beside))
                : input.workflow(trace.json().path("workflowFile").asText());
    }

    private static @Nullable CompiledWorkflow compile(
            Trace trace, JsonNode definition, Routines routines, Findings findings) {
        JsonNode file = trace.file(".workrail/bindings.json");
        String id = definition.path("id").asText();
        Bindings bindings = file.isMissingNode() ? Bindings.NONE : Bindings.of(file, id);
        return WorkflowCompiler.compile(onboarded(trace, definition), routines, bindings, findings);
    }

    /// Some runs were recorded with an added first step; its text is in the recording.
    private static JsonNode onboarded(Trace trace, JsonNode definition) {
        if (!trace.json().path("onboarding").booleanValue()) {
            return definition;
        }
        JsonNode pending = trace.resolved(trace.json().path("start")).path("pending");
        ObjectNode out = definition.deepCopy();
        ArrayNode steps = Json.object().arrayNode();
        steps.addObject()
                .put("id", pending.path("stepId").asText())
                .put("title", pending.path("title").asText())
                .put("prompt", pending.path("prompt").asText())
                .put("notesOptional", true);
        definition.path("steps").forEach(steps::add);
        out.set("steps", steps);
        return out;
    }
}
