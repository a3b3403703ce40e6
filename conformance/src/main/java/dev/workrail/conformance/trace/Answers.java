package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.output.Blocker;
import dev.workrail.engine.output.Validation;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.StepView;
import dev.workrail.engine.session.StepView.NextIntent;
import java.util.List;

/// Puts this engine's answers into the form of the recordings.
final class Answers {
    private final Names names;

    Answers(Names names) {
        this.names = names;
    }

    ObjectNode of(Decision decision) {
        return switch (decision) {
            case Decision.Accepted d -> accepted(d);
            case Decision.Blocked d -> blocked(d);
            case Decision.GateParked d ->
                    Json.object()
                            .put("kind", "gate")
                            .put("stepId", d.stepId())
                            .put("gateKind", d.gateKind());
            case Decision.Completed d -> completed(d);
            case Decision.Replayed d -> of(d.answer());
            case Decision.Noted d -> Json.object().put("kind", "noted");
            case Decision.Rejected d -> rejected(d);
        };
    }

    private ObjectNode accepted(Decision.Accepted d) {
        ObjectNode out = Json.object().put("kind", "ok").put("isComplete", false);
        pending(out, d.pending());
        out.put("nextIntent", d.pending().nextIntent().wire());
        skipped(out, d.skipped());
        assessments(out, d.assessments());
        return out;
    }

    private static ObjectNode completed(Decision.Completed d) {
        ObjectNode out = Json.object().put("kind", "ok").put("isComplete", true);
        out.putNull("pending");
        out.putArray("loop");
        out.put("nextIntent", NextIntent.COMPLETE.wire());
        skipped(out, d.skipped());
        assessments(out, d.assessments());
        return out;
    }

    private static void skipped(ObjectNode out, List<String> skipped) {
        if (!skipped.isEmpty()) {
            skipped.forEach(out.putArray("skipped")::add);
        }
    }

    private static void assessments(ObjectNode out, List<JsonNode> recorded) {
        if (recorded.isEmpty()) {
            return;
        }
        ArrayNode list = out.putObject("stepContext").putArray("assessments");
        for (JsonNode one : recorded) {
            ObjectNode row = list.addObject();
            row.set("assessmentId", one.get("assessmentId"));
            ArrayNode dimensions = row.putArray("dimensions");
            for (JsonNode d : one.path("dimensions")) {
                ObjectNode dimension = dimensions.addObject();
                dimension.set("dimensionId", d.get("dimensionId"));
                dimension.set("level", d.get("level"));
                if (d.has("rationale")) {
                    dimension.set("rationale", d.get("rationale"));
                }
            }
            row.set("normalizationNotes", one.get("normalizationNotes"));
        }
    }

    private ObjectNode blocked(Decision.Blocked d) {
        ObjectNode out = Json.object().put("kind", "blocked").put("isComplete", false);
        pending(out, d.pending());
        out.put("nextIntent", d.pending().nextIntent().wire());
        out.put("retryable", d.retryable());
        ArrayNode blockers = out.putArray("blockers");
        for (Blocker blocker : d.blockers()) {
            ObjectNode row = blockers.addObject().put("code", blocker.code().name());
            ObjectNode pointer = row.putObject("pointer").put("kind", blocker.pointer().kind());
            blocker.pointer().fields().forEach(pointer::put);
            row.put("message", blocker.message());
            row.put("suggestedFix", blocker.suggestedFix());
        }
        Validation validation = d.validation();
        if (validation != null) {
            ObjectNode found = out.putObject("validation");
            validation.issues().forEach(found.putArray("issues")::add);
            validation.suggestions().forEach(found.putArray("suggestions")::add);
        }
        Decision.Followup followup = d.followup();
        if (followup != null) {
            out.putObject("assessmentFollowup")
                    .put("title", followup.title())
                    .put("guidance", followup.guidance());
        }
        return out;
    }

    private void pending(ObjectNode out, StepView view) {
        ObjectNode pending = out.putObject("pending").put("stepId", view.stepId());
        pending.put("title", view.title());
        if (view.advice().agentRole() != null) {
            pending.put("agentRole", view.advice().agentRole());
        }
        if (view.advice().modelTier() != null) {
            pending.put("modelTier", view.advice().modelTier().wire());
        }
        pending.put("prompt", names.inText(view.prompt()));
        ArrayNode loop = out.putArray("loop");
        for (StepView.LoopPass pass : view.loopPath()) {
            loop.addObject().put("loopId", pass.loopId()).put("iteration", pass.iteration());
        }
    }

    private static ObjectNode rejected(Decision.Rejected d) {
        String code =
                switch (d.code()) {
                    case INVALID_CONTEXT -> "VALIDATION_ERROR";
                    case BLOCKED_ATTEMPT_LIMIT, MISSING_CONTEXT -> "PRECONDITION_FAILED";
                    default -> d.code().name();
                };
        String kind =
                switch (d.code()) {
                    case INVALID_CONTEXT -> "validation_failed";
                    case BLOCKED_ATTEMPT_LIMIT, MISSING_CONTEXT -> "precondition_failed";
                    default -> "rejected";
                };
        return Json.object()
                .put("kind", "error")
                .put("errorCode", code)
                .put("errorKind", kind)
                .put("message", d.detail());
    }
}
