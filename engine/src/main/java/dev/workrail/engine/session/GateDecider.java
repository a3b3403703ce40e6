package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.interpret.Interpreter;
import dev.workrail.engine.interpret.Next;
import dev.workrail.engine.model.GateKind;
import dev.workrail.engine.model.Variables;
import dev.workrail.engine.model.WorkStep;
import dev.workrail.engine.output.Utf8;
import dev.workrail.engine.session.EngineCommand.ResolveGate;
import dev.workrail.engine.session.NodeState.Detail;
import dev.workrail.engine.session.NodeState.GateState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides an open gate: the run goes on, the step re-opens, or a person is asked.
final class GateDecider {
    private final String hash;
    private final Interpreter interpreter;
    private final Views views;
    private final Progress progress;

    GateDecider(String hash, Interpreter interpreter, Views views) {
        this.hash = hash;
        this.interpreter = interpreter;
        this.views = views;
        this.progress = new Progress(hash, views);
    }

    Decision decide(SessionState state, ResolveGate verdict) {
        NodeState node = find(state, verdict.gateId());
        GateState gate = node == null ? null : node.detail().gate();
        if (node == null || gate == null) {
            return new Decision.Rejected(
                    Decision.Code.NO_OPEN_GATE,
                    "the session has no gate '%s'; the open one is %s"
                            .formatted(Utf8.head(verdict.gateId(), 80), state.openGateId()));
        }
        if (!gate.open()) {
            return resolved(state, node);
        }
        return switch (verdict.verdict()) {
            case APPROVED -> approved(state, node, gate, verdict);
            case REJECTED -> rejected(state, node, verdict);
            case UNCERTAIN -> escalated(state, node, verdict);
        };
    }

    private static @Nullable NodeState find(SessionState state, String gateId) {
        for (NodeState node : state.nodes().nodes().reversed()) {
            GateState gate = node.detail().gate();
            if (gate != null && gate.gateId().equals(gateId)) {
                return node;
            }
        }
        return null;
    }

    /// The first verdict stands; a repeated one is told where it led.
    private Decision resolved(SessionState state, NodeState gate) {
        for (NodeState node : state.nodes().nodes()) {
            if (gate.id().equals(node.parent())) {
                return new Decision.Replayed(views.answer(state, node, List.of()));
            }
        }
        return new Decision.Rejected(Decision.Code.NO_OPEN_GATE, "the gate was resolved before");
    }

    private Decision approved(
            SessionState state, NodeState node, GateState gate, ResolveGate verdict) {
        Variables variables = Variables.of(state.context());
        WorkStep step = views.step(node.position());
        Move move =
                Move.of(
                        interpreter,
                        state,
                        step,
                        node.position(),
                        gate.signal(),
                        variables,
                        views.scope(node.position(), variables));
        if (!(move.next() instanceof Next.At at)) {
            return new Decision.Rejected(
                    Decision.Code.MISSING_CONTEXT,
                    "the run cannot go on from the gate: " + move.next());
        }
        Segment segment = resolve(state, node, verdict);
        String target = Progress.target(state, node, node.attempt());
        LoggedEvent advance = Nodes.advance(segment, node.id(), node.attempt(), target);
        EngineTrace.decisions(segment, node.id(), node.attempt(), move.trace());
        progress.write(segment, state, node, advance, move, at.position());
        NodeState submitted = state.nodes().get(node.parent());
        List<JsonNode> assessments =
                submitted == null ? List.of() : submitted.detail().assessments();
        return progress.answer(segment, target, move.trace().skipped(), assessments);
    }

    private Decision rejected(SessionState state, NodeState node, ResolveGate verdict) {
        Segment segment = resolve(state, node, verdict);
        String target = DerivedIds.node(state.session(), node.id(), "rejected");
        Detail detail =
                new Detail(null, null, CommandBounds.reason(verdict.rationale()), List.of());
        Nodes.create(
                segment,
                state,
                hash,
                node,
                new Nodes.New(target, NodeKind.STEP, node.position(), detail));
        String last = segment.events().getFirst().eventId();
        Nodes.edge(segment, "reopened", node.id(), target, "gate_rejected", last);
        return progress.answer(segment, target, List.of(), List.of());
    }

    private Decision escalated(SessionState state, NodeState node, ResolveGate verdict) {
        Segment segment = resolve(state, node, verdict);
        String stepId = views.step(node.position()).id();
        String kind = GateKind.HUMAN_APPROVAL.wire();
        String gateId = DerivedIds.of("gate_", node.id(), "after:" + verdict.gateId());
        segment.node(
                node.id(),
                new SessionEvent.GateOpened(gateId, stepId, kind, node.attempt()),
                gateId);
        return new Decision.GateParked(segment.events(), segment.after(), gateId, stepId, kind);
    }

    private Segment resolve(SessionState state, NodeState node, ResolveGate verdict) {
        Segment segment = new Segment(state, verdict.at());
        segment.node(
                node.id(),
                new SessionEvent.GateResolved(
                        verdict.gateId(),
                        views.step(node.position()).id(),
                        verdict.verdict().wire(),
                        CommandBounds.reason(verdict.rationale()),
                        CommandBounds.name(verdict.by())),
                verdict.gateId());
        return segment;
    }
}
