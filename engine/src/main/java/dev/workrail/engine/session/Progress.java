package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.interpret.Position;
import java.util.List;

/// Writes that a run went on from a node to the next one, and makes the answer.
final class Progress {
    private final String hash;
    private final Views views;

    Progress(String hash, Views views) {
        this.hash = hash;
        this.views = views;
    }

    /// The node an attempt on `from` leads to.
    static String target(SessionState state, NodeState from, String attemptId) {
        return DerivedIds.node(state.session(), from.id(), attemptId);
    }

    /// Everything of a segment between its advance and its outputs.
    void write(
            Segment segment,
            SessionState state,
            NodeState from,
            LoggedEvent advance,
            Move move,
            Position to) {
        SessionEvent.AdvanceRecorded recorded = (SessionEvent.AdvanceRecorded) advance.data();
        String attempt = recorded.attemptId();
        String target = target(state, from, attempt);
        if (move.jump() != null) {
            segment.node(from.id(), move.jump(), from.id(), attempt);
        }
        EngineTrace.write(segment, from.id(), state, move.trace());
        if (to.isComplete()) {
            completed(segment, target);
        }
        Nodes.create(segment, state, hash, from, Nodes.New.step(target, to));
        boolean forked = state.nodes().children(from.id()) > 0;
        String cause = forked ? "non_tip_advance" : "intentional_fork";
        Nodes.edge(segment, "acked_step", from.id(), target, cause, advance.eventId());
    }

    static void completed(Segment segment, String nodeId) {
        segment.run(
                new SessionEvent.RunCompleted(null, null, null, List.of(), "none", null), nodeId);
    }

    Decision answer(
            Segment segment, String nodeId, List<String> skipped, List<JsonNode> assessments) {
        SessionState after = segment.after();
        NodeState node = after.nodes().get(nodeId);
        if (node == null || node.position().isComplete()) {
            return new Decision.Completed(segment.events(), after, skipped, assessments);
        }
        return new Decision.Accepted(
                segment.events(), after, views.step(after, node), skipped, assessments);
    }
}
