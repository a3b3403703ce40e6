package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.AssessmentDefinition;
import dev.workrail.engine.model.MetricsProfile;
import dev.workrail.engine.model.ModelTier;
import dev.workrail.engine.model.RecommendedPreferences;
import dev.workrail.engine.model.Workflow;
import dev.workrail.engine.model.WorkflowReference;

/// Reads a resolved definition. Total: what is missing reads as empty; the validator has spoken by
/// then.
final class DefinitionReader {
    private DefinitionReader() {}

    static Workflow read(JsonNode definition) {
        LoopReader loops = new LoopReader(definition);
        return new Workflow(
                new Workflow.Identity(
                        Json.text(definition, "id", ""),
                        Json.text(definition, "name", ""),
                        Json.text(definition, "description", ""),
                        Json.text(definition, "version", "")),
                Json.list(definition, "steps").stream()
                        .map(step ->
                                "loop".equals(Json.text(step, "type"))
                                        ? loops.read(step)
                                        : StepReader.read(step))
                        .toList(),
                Json.list(definition, "assessments").stream()
                        .map(DefinitionReader::assessment)
                        .toList(),
                FunctionReader.definitions(definition),
                Json.list(definition, "references").stream()
                        .map(DefinitionReader::reference)
                        .toList(),
                settings(definition));
    }

    private static AssessmentDefinition assessment(JsonNode assessment) {
        return new AssessmentDefinition(
                Json.text(assessment, "id", ""),
                Json.text(assessment, "purpose", ""),
                Json.list(assessment, "dimensions").stream()
                        .map(d ->
                                new AssessmentDefinition.Dimension(
                                        Json.text(d, "id", ""),
                                        Json.text(d, "purpose", ""),
                                        Json.texts(d, "levels"),
                                        Json.get(d, "required") == null
                                                || Json.isTrue(d, "required")))
                        .toList());
    }

    private static WorkflowReference reference(JsonNode reference) {
        return new WorkflowReference(
                Json.text(reference, "id", ""),
                Json.text(reference, "title", ""),
                Json.text(reference, "source", ""),
                Json.text(reference, "purpose", ""),
                Json.isTrue(reference, "authoritative"),
                Json.text(reference, "resolveFrom", "workspace"));
    }

    private static Workflow.Settings settings(JsonNode definition) {
        JsonNode recommended = Json.get(definition, "recommendedPreferences");
        return new Workflow.Settings(
                MetricsProfile.of(Json.text(definition, "metricsProfile")),
                ModelTier.of(Json.text(definition, "modelTier")),
                recommended == null
                        ? null
                        : new RecommendedPreferences(
                                Json.text(recommended, "recommendedAutonomy"),
                                Json.text(recommended, "recommendedRiskPolicy")),
                Json.text(definition, "systemPrompt"));
    }
}
