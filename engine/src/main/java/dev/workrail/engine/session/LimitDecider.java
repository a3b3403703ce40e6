package dev.workrail.engine.session;

import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.model.LimitPolicy;
import dev.workrail.engine.session.NodeState.Detail;
import java.util.List;

/// Stops a step that has nothing left of its limits while nobody hands anything in.
final class LimitDecider {
    private final CompiledWorkflow workflow;
    private final Views views;

    LimitDecider(CompiledWorkflow workflow, Views views) {
        this.workflow = workflow;
        this.views = views;
    }

    Decision decide(SessionState state, EngineCommand.EnforceLimits command) {
        NodeState node = state.nodes().get(state.tip());
        if (node == null) {
            return Deciders.unknownNode(state.tip());
        }
        Block block = node.detail().block();
        boolean rests =
                node.position().isComplete()
                        || node.detail().gate() != null
                        || block != null && !block.retryable();
        if (rests) {
            return new Decision.Replayed(views.answer(state, node, List.of()));
        }
        Overrun over =
                Overrun.exhausted(
                        views.step(node.position()), state.memory().meter(), command.at());
        return over == null || !stops(over, state)
                ? new Decision.Noted(List.of(), state, null)
                : stop(state, node, over, command);
    }

    /// A session that never stops goes on over every limit, and says so.
    static boolean stops(Overrun over, SessionState state) {
        return over.policy() == LimitPolicy.STOP && !state.preferences().neverStops();
    }

    private Decision stop(
            SessionState state, NodeState node, Overrun over, EngineCommand.EnforceLimits command) {
        Block block = new Block(false, List.of(over.reason()), null);
        String id = DerivedIds.node(state.session(), node.id(), "limit");
        Segment segment = new Segment(state, command.at());
        Nodes.create(
                segment,
                state,
                workflow.workflowHash(),
                node,
                new Nodes.New(
                        id,
                        NodeKind.BLOCKED_ATTEMPT,
                        node.position(),
                        new Detail(block, null, node.detail().rejection(), List.of())));
        String cause = segment.events().getFirst().eventId();
        Nodes.edge(segment, "stopped", node.id(), id, "limit_reached", cause);
        SessionState after = segment.after();
        NodeState stopped = after.nodes().get(id);
        if (stopped == null) {
            throw new IllegalStateException("the stopped step was not recorded");
        }
        return views.blocked(segment.events(), after, stopped, block);
    }
}
