package dev.workrail.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.compile.WorkflowCompiler;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.json.Digest;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.ConditionSource;
import dev.workrail.engine.model.LoopStep;
import dev.workrail.engine.model.StandardStep;
import dev.workrail.engine.model.Step;
import dev.workrail.engine.model.WorkStep;
import java.util.List;
import java.util.Optional;

/// Rows of compiled.json: the step list, a digest of every prompt, loop sources and the hash.
final class CompiledReplay implements Replay {
    @Override
    public void replay(VectorInput input, Results results) {
        Routines routines = input.routines();
        input.eachRow("compiled.json", results, row -> row(row, input, routines, results));
    }

    private static void row(JsonNode row, VectorInput input, Routines routines, Results results) {
        String file = row.path("workflowFile").asText();
        String name = "compiled/" + file;
        Optional<JsonNode> definition = input.workflow(file);
        if (definition.isEmpty()) {
            results.skipped(name, "workflow file is in none of the given folders");
        } else if (row.path("valid").booleanValue()) {
            check(name, row, definition.get(), routines, results);
        }
    }

    private static void check(
            String name, JsonNode row, JsonNode definition, Routines routines, Results results) {
        Findings findings = new Findings();
        CompiledWorkflow compiled =
                WorkflowCompiler.compile(definition, routines, Bindings.NONE, findings);
        if (compiled == null) {
            results.failed(name, "a valid workflow", findings.list().toString());
            return;
        }
        ObjectNode actual = Json.object();
        actual.put("definitionHash", compiled.workflowHash());
        actual.set("steps", steps(compiled, compiled.steps()));
        actual.set("loops", loops(compiled));
        ObjectNode expected = Json.object();
        for (String field : List.of("definitionHash", "steps", "loops")) {
            expected.set(field, row.path(field));
        }
        Difference difference = Difference.between("", expected, actual);
        if (difference == null) {
            results.passed(name);
        } else {
            results.failed(
                    name + " " + difference.where(), difference.expected(), difference.actual());
        }
    }

    private static ArrayNode steps(CompiledWorkflow compiled, List<? extends Step> steps) {
        ArrayNode out = Json.object().arrayNode();
        for (Step step : steps) {
            ObjectNode row = out.addObject().put("id", step.id());
            switch (step) {
                case StandardStep standard -> {
                    String prompt = standard.prompting().prompt();
                    row.put("promptSha256", Digest.hex(prompt)).put("promptChars", prompt.length());
                }
                case WorkStep other -> row.put("type", "parallel");
                case LoopStep loop -> {
                    row.put("type", "loop").put("loop", loop.loop().type().wire());
                    CompiledLoop body = compiled.loops().get(loop.id());
                    if (loop.body() instanceof LoopStep.Body.Reference(String stepId)) {
                        row.put("bodyRef", stepId);
                    } else if (body != null) {
                        row.set("body", steps(compiled, body.body()));
                    }
                }
            }
        }
        return out;
    }

    private static ArrayNode loops(CompiledWorkflow compiled) {
        ArrayNode out = Json.object().arrayNode();
        for (CompiledLoop loop : compiled.loops().values()) {
            ObjectNode row = out.addObject().put("loopId", loop.id());
            switch (loop.source()) {
                case null -> row.putNull("conditionSource");
                case ConditionSource.ArtifactContract(String contractRef, String loopId) ->
                        row.putObject("conditionSource")
                                .put("kind", "artifact_contract")
                                .put("contractRef", contractRef)
                                .put("loopId", loopId);
                case ConditionSource.ContextVariable(var condition) ->
                        row.putObject("conditionSource")
                                .put("kind", "context_variable")
                                .set("condition", condition.source());
            }
            ArrayNode body = row.putArray("body");
            loop.body().forEach(step -> body.add(step.id()));
        }
        return out;
    }
}
