package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.AssessmentConsequence;
import dev.workrail.engine.model.Checks;
import dev.workrail.engine.model.ContextGatherStep;
import dev.workrail.engine.model.JumpIf;
import dev.workrail.engine.model.ModelTier;
import dev.workrail.engine.model.OutputContract;
import dev.workrail.engine.model.ParallelStep;
import dev.workrail.engine.model.PromptFragment;
import dev.workrail.engine.model.Prompting;
import dev.workrail.engine.model.StandardStep;
import dev.workrail.engine.model.StepOrigin;
import dev.workrail.engine.model.WorkStep;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the steps of a resolved definition that can become pending.
final class StepReader {
    private StepReader() {}

    static WorkStep read(JsonNode step) {
        return switch (Json.text(step, "type", "")) {
            case "parallel" -> parallel(step);
            case "context-gather" -> gather(step);
            default -> standard(step);
        };
    }

    private static StandardStep standard(JsonNode step) {
        return new StandardStep(
                PartReader.head(step),
                prompting(step),
                checks(step),
                FunctionReader.use(step),
                StepOrigin.AUTHORED,
                jumpIf(step));
    }

    private static Prompting prompting(JsonNode step) {
        return new Prompting(
                Json.text(step, "prompt", ""),
                Json.list(step, "promptFragments").stream()
                        .map(f ->
                                new PromptFragment(
                                        Json.text(f, "id", ""),
                                        PartReader.condition(f, "when"),
                                        Json.text(f, "text", "")))
                        .toList(),
                Json.texts(step, "guidance"),
                Json.text(step, "agentRole"),
                ModelTier.of(Json.text(step, "modelTier")),
                Json.text(step, "systemPrompt"));
    }

    private static Checks checks(JsonNode step) {
        return new Checks(
                CriteriaReader.read(Json.get(step, "validationCriteria")),
                outputContract(Json.get(step, "outputContract")),
                Json.texts(step, "assessmentRefs"),
                Json.list(step, "assessmentConsequences").stream()
                        .map(StepReader::consequence)
                        .toList());
    }

    static @Nullable OutputContract outputContract(@Nullable JsonNode contract) {
        if (contract == null) {
            return null;
        }
        boolean optional =
                Json.get(contract, "required") != null && !Json.isTrue(contract, "required");
        return new OutputContract(Json.text(contract, "contractRef", ""), !optional);
    }

    private static AssessmentConsequence consequence(JsonNode consequence) {
        return new AssessmentConsequence(
                Json.text(consequence.path("when"), "anyEqualsLevel", ""),
                Json.text(consequence.path("when"), "forAssessment"),
                Json.text(consequence.path("effect"), "guidance", ""));
    }

    private static @Nullable JumpIf jumpIf(JsonNode step) {
        JsonNode jump = Json.get(step, "jumpIf");
        if (jump == null) {
            return null;
        }
        return new JumpIf(
                PartReader.conditionOf(jump.path("condition")),
                Json.text(jump, "target", ""),
                jump.path("maxJumps").asInt());
    }

    private static ParallelStep parallel(JsonNode step) {
        JsonNode synthesis = Json.get(step, "synthesis");
        return new ParallelStep(
                PartReader.head(step),
                Json.list(step, "parallelDelegations").stream()
                        .map(StepReader::delegation)
                        .toList(),
                synthesis == null
                        ? null
                        : new ParallelStep.Synthesis(
                                Json.text(synthesis, "prompt"),
                                outputContract(Json.get(synthesis, "outputContract"))),
                jumpIf(step));
    }

    private static ParallelStep.Delegation delegation(JsonNode delegation) {
        return new ParallelStep.Delegation(
                Json.text(delegation, "workflowId", ""),
                Json.text(delegation, "goal"),
                PartReader.condition(delegation, "runCondition"),
                strings(delegation.path("contextMapping")),
                strings(delegation.path("args")),
                new ParallelStep.Hints(
                        ModelTier.of(Json.text(delegation, "modelTier")),
                        Json.texts(delegation, "allowedTools")));
    }

    /// In authored order, which the prompt shows.
    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> out = new LinkedHashMap<>();
        object.properties().forEach(m -> out.put(m.getKey(), m.getValue().asText()));
        return Collections.unmodifiableMap(out);
    }

    private static ContextGatherStep gather(JsonNode step) {
        return new ContextGatherStep(
                PartReader.head(step),
                Json.list(step, "sources").stream().map(StepReader::source).toList(),
                Json.text(step, "prompt"),
                jumpIf(step));
    }

    private static ContextGatherStep.Source source(JsonNode source) {
        String variable = Json.text(source, "variable", "");
        List<String> paths = Json.texts(source, "paths");
        List<String> urls = Json.texts(source, "urls");
        return switch (Json.text(source, "kind", "")) {
            case "paths" -> new ContextGatherStep.Source.Paths(variable, paths);
            case "urls" -> new ContextGatherStep.Source.Urls(variable, urls);
            default -> new ContextGatherStep.Source.Coordinator(variable);
        };
    }
}
