package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.json.Digest;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.output.Utf8;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts events into the reduced form of the recordings. Kinds the recordings know nothing of give
/// nothing.
final class EventForms {
    private final Names names;

    EventForms(Names names) {
        this.names = names;
    }

    @Nullable ObjectNode of(int turn, LoggedEvent event) {
        ObjectNode data = data(event);
        if (data == null) {
            return null;
        }
        ObjectNode out = Json.object().put("turn", turn).put("kind", event.data().kind());
        out.set("data", data);
        return out;
    }

    private @Nullable ObjectNode data(LoggedEvent event) {
        return switch (event.data()) {
            case SessionEvent.SessionCreated e -> Json.object();
            case SessionEvent.RunStarted e ->
                    Json.object()
                            .put("workflowId", e.workflowId())
                            .put("workflowHash", e.workflowHash())
                            .put("workflowSourceKind", e.workflowSourceKind())
                            .put("workflowSourceRef", e.workflowSourceRef())
                            .put("triggerSource", e.triggerSource());
            case SessionEvent.NodeCreated e -> node(event, e);
            case SessionEvent.EdgeCreated e -> edge(e);
            case SessionEvent.AdvanceRecorded e ->
                    at(event)
                            .put("attempt", names.attempt(e.attemptId()))
                            .put("toNode", names.node(e.outcome().path("toNodeId").asText()));
            case SessionEvent.ValidationPerformed e -> validation(event, e);
            case SessionEvent.NodeOutputAppended e -> output(event, e);
            case SessionEvent.AssessmentRecorded e ->
                    tree(event, e, "artifactOutputId", e.attemptId());
            case SessionEvent.AssessmentConsequenceApplied e ->
                    tree(event, e, "attemptId", e.attemptId());
            case SessionEvent.PreferencesChanged e -> tree(event, e, "changeId", null);
            case SessionEvent.ContextSet e -> context(e);
            case SessionEvent.DecisionTraceAppended e -> trace(event, e);
            case SessionEvent.RunCompleted e -> completed(e);
            case SessionEvent.GapRecorded e -> tree(event, e, "gapId", null);
            // What the recordings know nothing of.
            case SessionEvent.ObservationRecorded _,
                    SessionEvent.CapabilityObserved _,
                    SessionEvent.DivergenceRecorded _,
                    SessionEvent.GateOpened _,
                    SessionEvent.GateResolved _,
                    SessionEvent.JumpRecorded _,
                    SessionEvent.JumpLimitReached _,
                    SessionEvent.StepSkipped _,
                    SessionEvent.ConditionEvaluated _,
                    SessionEvent.Rewound _,
                    SessionEvent.RunContinued _,
                    SessionEvent.Opaque _,
                    SessionEvent.Activity _ ->
                    null;
        };
    }

    private ObjectNode at(LoggedEvent event) {
        return Json.object().put("node", names.nodeOrNull(event.nodeId()));
    }

    private ObjectNode node(LoggedEvent event, SessionEvent.NodeCreated e) {
        ObjectNode out = at(event).put("nodeKind", e.nodeKind());
        out.put("parent", names.nodeOrNull(e.parentNodeId()));
        if (!"blocked_attempt".equals(e.nodeKind())) {
            out.put("snapshotRef", e.snapshotRef());
        }
        return out;
    }

    private ObjectNode edge(SessionEvent.EdgeCreated e) {
        ObjectNode out =
                Json.object()
                        .put("from", names.node(e.fromNodeId()))
                        .put("to", names.node(e.toNodeId()));
        if (!"intentional_fork".equals(e.cause().kind())) {
            out.put("cause", e.cause().kind());
        }
        return out;
    }

    private ObjectNode validation(LoggedEvent event, SessionEvent.ValidationPerformed e) {
        ObjectNode out = at(event).put("attempt", names.attempt(e.attemptId()));
        out.put("contractRef", e.contractRef());
        out.set("result", ContractsJson.toTree(e.result()));
        return out;
    }

    private ObjectNode output(LoggedEvent event, SessionEvent.NodeOutputAppended e) {
        ObjectNode out = at(event).put("channel", e.outputChannel());
        String notes = e.payload().notesMarkdown();
        if (notes != null) {
            out.put("notesBytes", Utf8.bytes(notes));
            if (notes.endsWith("[TRUNCATED]")) {
                out.put("truncated", true).put("notesSha256", Digest.of(notes));
            }
        } else {
            out.put("sha256", e.payload().sha256()).put("byteLength", e.payload().byteLength());
        }
        return out;
    }

    private ObjectNode tree(
            LoggedEvent event, SessionEvent e, String dropped, @Nullable String attempt) {
        ObjectNode out = at(event);
        if (attempt != null) {
            out.put("attempt", names.attempt(attempt));
        }
        ContractsJson.toTree(e)
                .properties()
                .forEach(field -> {
                    if (!List.of(dropped, "kind", "attemptId").contains(field.getKey())) {
                        out.set(field.getKey(), field.getValue());
                    }
                });
        return out;
    }

    private static ObjectNode context(SessionEvent.ContextSet e) {
        ObjectNode out = Json.object().put("source", e.source());
        out.set("context", e.context());
        return out;
    }

    private ObjectNode trace(LoggedEvent event, SessionEvent.DecisionTraceAppended e) {
        ObjectNode out = at(event);
        ArrayNode entries = out.putArray("entries");
        for (SessionEvent.DecisionTraceAppended.Entry entry : e.entries()) {
            ObjectNode row =
                    entries.addObject().put("kind", entry.kind()).put("summary", entry.summary());
            JsonNode refs = entry.refs();
            if (refs != null && refs.has("stepId")) {
                row.set("step", refs.get("stepId"));
            }
            if (refs != null && refs.has("loopId")) {
                row.set("loop", refs.get("loopId"));
            }
            if (refs != null && refs.has("iteration")) {
                row.set("iteration", refs.get("iteration"));
            }
        }
        return out;
    }

    private static ObjectNode completed(SessionEvent.RunCompleted e) {
        ObjectNode out = Json.object().put("captureConfidence", e.captureConfidence());
        out.putArray("agentCommitShas");
        out.putNull("startGitSha").putNull("endGitSha").putNull("gitBranch");
        return out;
    }

    /// A recorded event without what only the recorded engine has; null where nothing is left.
    static @Nullable JsonNode recorded(JsonNode event) {
        JsonNode data = event.path("data");
        if (data.path("driftRefresh").booleanValue()) {
            return null;
        }
        ObjectNode out = event.deepCopy();
        ObjectNode slim = (ObjectNode) out.get("data");
        slim.remove(List.of("state", "stateKind", "gate"));
        if (slim.get("context") instanceof ObjectNode context) {
            context.remove(List.of("metrics_harness", "metrics_active_model"));
        }
        return out;
    }
}
