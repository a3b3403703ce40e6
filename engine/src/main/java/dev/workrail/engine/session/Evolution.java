package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.interpret.Completed;
import dev.workrail.engine.interpret.LoopSignal;
import dev.workrail.engine.json.EngineIds;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.session.NodeState.GateState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Folds an event into a state. Never throws: an event that does not fit marks the state as
/// damaged, and everything after it is left alone.
final class Evolution {
    private Evolution() {}

    static SessionState evolve(SessionState state, LoggedEvent event) {
        if (state.damage() != null) {
            return state;
        }
        if (event.eventIndex() != state.nextEventIndex()) {
            return state.damaged(
                    "expected event %d, found event %d"
                            .formatted(state.nextEventIndex(), event.eventIndex()));
        }
        try {
            return apply(state, event).withNextEventIndex(event.eventIndex() + 1);
        } catch (IllegalArgumentException e) {
            return state.damaged(
                    "event %d (%s) does not fit: %s"
                            .formatted(event.eventIndex(), event.data().kind(), e.getMessage()));
        }
    }

    private static SessionState apply(SessionState state, LoggedEvent event) {
        String node = event.nodeId();
        return switch (event.data()) {
            case SessionEvent.RunStarted e -> started(state, event.runId(), e);
            case SessionEvent.NodeCreated e -> created(state, node, e, event.at());
            case SessionEvent.AdvanceRecorded e -> advanced(state, node, e);
            case SessionEvent.ContextSet e -> context(state, e.context());
            case SessionEvent.PreferencesChanged e -> preferences(state, e.effective());
            case SessionEvent.NodeOutputAppended e -> output(state, e);
            case SessionEvent.AssessmentRecorded e ->
                    state.change(node, n -> n.assessed(assessment(e)));
            case SessionEvent.GateOpened e -> gateOpened(state, node, e);
            case SessionEvent.GateResolved e -> gateResolved(state, node, e);
            case SessionEvent.JumpRecorded e ->
                    state.with(state.memory().jumped(e.targetStepId(), e.count()));
            case SessionEvent.StepSkipped e -> state.with(state.memory().skipped(e.stepId()));
            case SessionEvent.LlmTurnCompleted e ->
                    state.with(state.memory().with(metered(state, e)));
            case SessionEvent.SessionCreated e -> state;
            case SessionEvent.EdgeCreated e -> state;
            case SessionEvent.ValidationPerformed e -> state;
            case SessionEvent.AssessmentConsequenceApplied e -> state;
            case SessionEvent.ObservationRecorded e -> state;
            case SessionEvent.CapabilityObserved e -> state;
            case SessionEvent.GapRecorded e -> state;
            case SessionEvent.DivergenceRecorded e -> state;
            case SessionEvent.DecisionTraceAppended e -> state;
            case SessionEvent.RunCompleted e -> state;
            case SessionEvent.JumpLimitReached e -> state;
            case SessionEvent.ConditionEvaluated e -> state;
            case SessionEvent.Rewound e -> state;
            case SessionEvent.RunContinued e -> state;
            case SessionEvent.Activity e -> state;
            case SessionEvent.Opaque e -> state;
        };
    }

    private static SessionState started(
            SessionState state, @Nullable String runId, SessionEvent.RunStarted e) {
        if (runId == null || state.isStarted()) {
            throw new IllegalArgumentException("expected one run with an id");
        }
        String flavour = e.flavour();
        Flavour by =
                flavour != null
                        ? Flavour.of(flavour)
                        : "mcp".equals(e.triggerSource())
                                ? Flavour.INTERACTIVE
                                : Flavour.AUTONOMOUS;
        return state.with(
                new SessionState.Identity(
                        state.session(), runId, by, e.workflowId(), e.workflowHash()));
    }

    private static SessionState created(
            SessionState state, @Nullable String id, SessionEvent.NodeCreated e, Instant at) {
        JsonNode position = e.position();
        if (id == null || position == null) {
            throw new IllegalArgumentException("expected a node id and a position");
        }
        NodeState parent = state.nodes().get(e.parentNodeId());
        if (e.parentNodeId() != null && parent == null) {
            throw new IllegalArgumentException("its parent " + e.parentNodeId() + " is not there");
        }
        Completed before = parent == null ? null : parent.position().completed();
        String attempt = attempt(parent, id);
        NodeKind kind = NodeKind.of(e.nodeKind());
        boolean isFresh =
                kind == NodeKind.STEP
                        || kind == NodeKind.BLOCKED_ATTEMPT
                                && !state.tip().equals(e.parentNodeId());
        StepMeter meter = state.memory().meter();
        SessionState counted = state.with(state.memory().with(isFresh ? meter.begin(at) : meter));
        return counted.plus(
                new NodeState(
                        id,
                        e.parentNodeId(),
                        kind,
                        PositionJson.position(position, before),
                        attempt,
                        Map.of(),
                        PositionJson.detail(position)));
    }

    private static StepMeter metered(SessionState state, SessionEvent.LlmTurnCompleted e) {
        return state.memory().meter().spent(e.turn() + 1, e.usage().costMicros());
    }

    /// The attempt a new node hands out follows from the attempt that led to it.
    private static String attempt(@Nullable NodeState parent, String id) {
        if (parent != null) {
            for (Map.Entry<String, String> advance : parent.advances().entrySet()) {
                if (advance.getValue().equals(id)) {
                    return EngineIds.nextAttemptId(advance.getKey());
                }
            }
        }
        return DerivedIds.attempt(id, "first");
    }

    private static SessionState advanced(
            SessionState state, @Nullable String node, SessionEvent.AdvanceRecorded e) {
        String to = Json.text(e.outcome(), "toNodeId");
        return to == null ? state : state.change(node, n -> n.advanced(e.attemptId(), to));
    }

    private static SessionState context(SessionState state, JsonNode context) {
        if (!(context instanceof ObjectNode variables)) {
            throw new IllegalArgumentException("expected an object of variables");
        }
        return state.with(state.memory().with(variables));
    }

    private static SessionState preferences(SessionState state, JsonNode effective) {
        Preferences before = state.preferences();
        Preferences now =
                new Preferences(
                        Json.text(effective, "autonomy", before.autonomy()),
                        Json.text(effective, "riskPolicy", before.riskPolicy()));
        return state.with(state.memory().with(now));
    }

    private static SessionState output(SessionState state, SessionEvent.NodeOutputAppended e) {
        return "recap".equals(e.outputChannel()) ? state.with(state.memory().noted()) : state;
    }

    private static SessionState gateOpened(
            SessionState state, @Nullable String node, SessionEvent.GateOpened e) {
        return state.change(
                node,
                n -> {
                    GateState before = n.detail().gate();
                    LoopSignal signal = before == null ? LoopSignal.NOTHING : before.signal();
                    return n.gated(new GateState(e.gateId(), e.gateKind(), signal, true));
                });
    }

    private static SessionState gateResolved(
            SessionState state, @Nullable String node, SessionEvent.GateResolved e) {
        boolean open = EngineCommand.Verdict.UNCERTAIN.wire().equals(e.verdict());
        return state.change(
                node,
                n -> {
                    GateState gate = n.detail().gate();
                    return gate == null
                            ? n
                            : n.gated(
                                    new GateState(gate.gateId(), gate.kind(), gate.signal(), open));
                });
    }

    private static JsonNode assessment(SessionEvent.AssessmentRecorded e) {
        return ContractsJson.toTree(e);
    }
}
