package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.conformance.Difference;
import dev.workrail.conformance.Replay;
import dev.workrail.conformance.Results;
import dev.workrail.conformance.VectorInput;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.finding.Finding;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.schema.SchemaVersions;
import dev.workrail.engine.validate.Validation;
import dev.workrail.engine.validate.WorkflowValidator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Replays every recorded run under `traces` and `synthetic`.
public final class TraceReplay implements Replay {
    private static final WorkflowValidator VALIDATOR =
            new WorkflowValidator(SchemaVersions.released());

    @Override
    public void replay(VectorInput input, Results results) {
        Routines routines = input.routines();
        List<Path> folders = new ArrayList<>(input.folders("synthetic"));
        folders.addAll(input.folders("traces"));
        for (Path folder : folders) {
            for (Path file : scenarios(input, folder)) {
                results.attempt(
                        Trace.name(file),
                        () -> replay(Trace.read(file), folder, input, routines, results));
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
        Validation validation = compile(trace, definition.get(), routines);
        CompiledWorkflow workflow = validation.compiled();
        Comparison comparison = new Comparison(trace, workflow);
        Difference difference =
                workflow == null
                        ? comparison.ofRefusedWorkflow(validation.findings().toString())
                        : comparison.run();
        if (difference != null && lacksRoutines(validation, routines)) {
            results.skipped(trace.name(), "the routines it calls are in none of the given folders");
        } else if (difference == null) {
            results.passed(trace.name());
        } else {
            results.failed(
                    trace.name() + " " + difference.where(),
                    difference.expected(),
                    difference.actual());
        }
    }

    /// Whether nothing but missing routines keeps the workflow from compiling.
    private static boolean lacksRoutines(Validation validation, Routines routines) {
        return routines.templateIds().isEmpty()
                && !validation.isValid()
                && validation.errors().stream()
                        .map(Finding::code)
                        .allMatch("unknown-template"::equals);
    }

    private static Optional<JsonNode> definition(Trace trace, Path folder, VectorInput input) {
        Path beside = folder.resolve("workflow.json");
        return Files.isRegularFile(beside)
                ? Optional.of(VectorInput.read(beside))
                : input.workflow(trace.json().path("workflowFile").asText());
    }

    private static Validation compile(Trace trace, JsonNode definition, Routines routines) {
        JsonNode file = trace.file(".workrail/bindings.json");
        String id = definition.path("id").asText();
        Bindings bindings = file.isMissingNode() ? Bindings.NONE : Bindings.of(file, id);
        return VALIDATOR.validate(onboarded(trace, definition), routines, bindings);
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
