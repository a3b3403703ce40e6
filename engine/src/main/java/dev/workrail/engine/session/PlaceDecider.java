package dev.workrail.engine.session;

import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.interpret.Interpreter;
import dev.workrail.engine.interpret.Next;
import dev.workrail.engine.interpret.Position;
import dev.workrail.engine.interpret.Submitted;
import dev.workrail.engine.interpret.Trace;
import dev.workrail.engine.model.Step;
import dev.workrail.engine.model.Variables;
import dev.workrail.engine.output.Utf8;
import dev.workrail.engine.session.NodeState.Detail;
import java.util.List;

/// Marks places of a session and goes back to them.
final class PlaceDecider {
    private final CompiledWorkflow workflow;
    private final Interpreter interpreter;
    private final Progress progress;

    PlaceDecider(CompiledWorkflow workflow, Interpreter interpreter, Views views) {
        this.workflow = workflow;
        this.interpreter = interpreter;
        this.progress = new Progress(workflow.workflowHash(), views);
    }

    Decision checkpoint(SessionState state, EngineCommand.Checkpoint command) {
        NodeState node = state.nodes().get(command.nodeId());
        if (node == null) {
            return Deciders.unknownNode(command.nodeId());
        }
        String id =
                DerivedIds.node(state.session(), node.id(), "checkpoint:" + command.attemptId());
        if (state.nodes().get(id) != null) {
            return new Decision.Replayed(new Decision.Noted(List.of(), state, id));
        }
        Segment segment = new Segment(state, command.at());
        Detail detail =
                new Detail(node.detail().block(), null, node.detail().rejection(), List.of());
        Nodes.create(
                segment,
                state,
                workflow.workflowHash(),
                node,
                new Nodes.New(id, NodeKind.CHECKPOINT, node.position(), detail));
        String cause = segment.events().getFirst().eventId();
        Nodes.edge(segment, "checkpoint", node.id(), id, "checkpoint_created", cause);
        return new Decision.Noted(segment.events(), segment.after(), id);
    }

    Decision rewind(SessionState state, EngineCommand.Rewind command) {
        NodeState node = state.nodes().get(command.toNodeId());
        if (node == null) {
            return Deciders.unknownNode(command.toNodeId());
        }
        if (node.position().isComplete()) {
            return new Decision.Rejected(
                    Decision.Code.NO_PENDING_STEP,
                    "nothing is pending at node %s; rewind to a node before the end"
                            .formatted(node.id()));
        }
        Segment segment = new Segment(state, command.at());
        String at = Long.toString(state.nextEventIndex());
        segment.node(
                node.id(),
                new SessionEvent.Rewound(
                        node.id(),
                        CommandBounds.reason(command.reason()),
                        CommandBounds.name(command.by())),
                node.id(),
                at);
        String id = DerivedIds.node(state.session(), node.id(), "rewound:" + at);
        Nodes.create(
                segment, state, workflow.workflowHash(), node, Nodes.New.step(id, node.position()));
        String cause = segment.events().getFirst().eventId();
        Nodes.edge(segment, "rewound", node.id(), id, "rewound", cause);
        return progress.answer(segment, id, List.of(), List.of());
    }

    Decision continued(SessionState state, EngineCommand.Continue command) {
        NodeState node = state.nodes().get(state.tip());
        if (node == null || !node.position().isComplete()) {
            return new Decision.Rejected(
                    Decision.Code.WRONG_STATE,
                    "the workflow is not complete; advance the pending step instead");
        }
        String stepId = command.fromStepId();
        if (stepId == null) {
            stepId = workflow.workflow().steps().getLast().id();
        }
        String wanted = stepId;
        if (workflow.steps().stream().map(Step::id).noneMatch(wanted::equals)) {
            return new Decision.Rejected(
                    Decision.Code.WORKFLOW_MISMATCH,
                    "the workflow has no top-level step '%s' to continue at"
                            .formatted(Utf8.head(stepId, 80)));
        }
        ContextMerge context =
                ContextMerge.of(state.context(), command.context(), state.flavour().tool());
        if (context.problem() != null) {
            return new Decision.Rejected(Decision.Code.INVALID_CONTEXT, context.problem());
        }
        Position back = interpreter.backTo(node.position(), stepId);
        Trace trace = new Trace();
        Next next =
                back.isComplete()
                        ? interpreter.next(
                                back, Variables.of(context.merged()), Submitted.NOTHING, trace)
                        : new Next.At(back);
        return switch (next) {
            case Next.MissingContext missing ->
                    new Decision.Rejected(Decision.Code.MISSING_CONTEXT, missing.detail());
            case Next.TooManySteps limit -> Deciders.tooManySteps(limit);
            case Next.At at -> goOn(state, node, command, stepId, context, at.position(), trace);
        };
    }

    private Decision goOn(
            SessionState state,
            NodeState node,
            EngineCommand.Continue command,
            String stepId,
            ContextMerge context,
            Position to,
            Trace trace) {
        Segment segment = new Segment(state, command.at());
        String at = Long.toString(state.nextEventIndex());
        segment.run(
                new SessionEvent.RunContinued(
                        stepId,
                        CommandBounds.reason(command.reason()),
                        CommandBounds.name(command.by())),
                at);
        if (command.context() != null) {
            String id = DerivedIds.of("ctx_", node.id(), "continued:" + at);
            segment.run(new SessionEvent.ContextSet(id, context.merged(), "agent_delta"), id);
        }
        String id = DerivedIds.node(state.session(), node.id(), "continued:" + at);
        Nodes.create(segment, state, workflow.workflowHash(), node, Nodes.New.step(id, to));
        String cause = segment.events().getFirst().eventId();
        Nodes.edge(segment, "continued", node.id(), id, "continued", cause);
        return progress.answer(segment, id, trace.skipped(), List.of());
    }
}
