package dev.workrail.engine.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.json.Json;
import java.util.List;

/// Why a submission was not enough. What the log keeps of a block; messages are made from it.
public sealed interface Reason {
    /// @param submittedKinds kinds of the artifacts that were handed in instead
    record MissingOutput(String contractRef, List<String> submittedKinds) implements Reason {}

    record InvalidOutput(String contractRef) implements Reason {}

    record MissingNotes(String stepId) implements Reason {}

    /// @param level what the assessment said
    record Followup(String assessmentId, String dimensionId, String level, String guidance)
            implements Reason {}

    /// A variable the step was to fill is not there.
    record MissingContext(String key) implements Reason {}

    /// The step went over a limit of its own; only a person can let it go on.
    ///
    /// @param limit timeoutSeconds, maxTurns or maxCostUsd
    record LimitReached(String stepId, String limit, String declared, String found)
            implements Reason {}

    /// The rules themselves cannot be evaluated; no submission can help.
    record EvaluationError(String detail) implements Reason {}

    default ObjectNode toJson() {
        ObjectNode out = Json.object().put("kind", kind());
        switch (this) {
            case MissingOutput r -> {
                out.put("contractRef", r.contractRef());
                if (!r.submittedKinds().isEmpty()) {
                    r.submittedKinds().forEach(out.putArray("submittedKinds")::add);
                }
            }
            case InvalidOutput r -> out.put("contractRef", r.contractRef());
            case MissingNotes r -> out.put("stepId", r.stepId());
            case Followup r ->
                    out.put("assessmentId", r.assessmentId())
                            .put("dimensionId", r.dimensionId())
                            .put("level", r.level())
                            .put("guidance", r.guidance());
            case MissingContext r -> out.put("key", r.key());
            case LimitReached r ->
                    out.put("stepId", r.stepId())
                            .put("limit", r.limit())
                            .put("declared", r.declared())
                            .put("found", r.found());
            case EvaluationError r -> out.put("detail", r.detail());
        }
        return out;
    }

    /// The name in snapshots.
    default String kind() {
        return switch (this) {
            case MissingOutput r -> "missing_required_output";
            case InvalidOutput r -> "invalid_required_output";
            case MissingNotes r -> "missing_notes";
            case Followup r -> "assessment_followup_required";
            case MissingContext r -> "missing_context_key";
            case LimitReached r -> "user_only_dependency";
            case EvaluationError r -> "evaluation_error";
        };
    }

    /// @throws IllegalArgumentException where the kind is unknown
    static Reason fromJson(JsonNode json) {
        String contractRef = Json.text(json, "contractRef", "");
        return switch (Json.text(json, "kind", "")) {
            case "missing_required_output" ->
                    new MissingOutput(contractRef, Json.texts(json, "submittedKinds"));
            case "invalid_required_output" -> new InvalidOutput(contractRef);
            case "missing_notes" -> new MissingNotes(Json.text(json, "stepId", ""));
            case "assessment_followup_required" ->
                    new Followup(
                            Json.text(json, "assessmentId", ""),
                            Json.text(json, "dimensionId", ""),
                            Json.text(json, "level", ""),
                            Json.text(json, "guidance", ""));
            case "missing_context_key" -> new MissingContext(Json.text(json, "key", ""));
            case "user_only_dependency" ->
                    new LimitReached(
                            Json.text(json, "stepId", ""),
                            Json.text(json, "limit", ""),
                            Json.text(json, "declared", ""),
                            Json.text(json, "found", ""));
            case "evaluation_error" -> new EvaluationError(Json.text(json, "detail", ""));
            default ->
                    throw new IllegalArgumentException(
                            "unknown reason of a block: " + Json.text(json, "kind", "(none)"));
        };
    }
}
