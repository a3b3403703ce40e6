package dev.workrail.engine.session;

import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.interpret.Completed;
import dev.workrail.engine.interpret.Position;
import dev.workrail.engine.interpret.Snapshots;
import dev.workrail.engine.json.Digest;
import dev.workrail.engine.json.Json;
import org.jspecify.annotations.Nullable;

/// Writes nodes, edges and the advances between them.
final class Nodes {
    private Nodes() {}

    static LoggedEvent advance(Segment segment, String from, String attemptId, String to) {
        return segment.node(
                from,
                new SessionEvent.AdvanceRecorded(
                        attemptId,
                        "ack_pending",
                        Json.object().put("kind", "advanced").put("toNodeId", to)),
                from,
                attemptId);
    }

    /// @param from absent for the first node
    static void create(
            Segment segment,
            SessionState state,
            String hash,
            @Nullable NodeState from,
            New created) {
        Completed before = from == null ? null : from.position().completed();
        NodeState.GateState gate = created.detail().gate();
        segment.node(
                created.id(),
                new SessionEvent.NodeCreated(
                        created.kind().wire(),
                        from == null ? null : from.id(),
                        hash,
                        snapshot(created, gate),
                        PositionJson.write(created.position(), before, created.detail())),
                created.id());
    }

    /// A blocked attempt's snapshot also says why.
    private static String snapshot(New created, NodeState.@Nullable GateState gate) {
        String ref = Snapshots.ref(created.position(), gate == null ? null : gate.kind());
        Block block = created.detail().block();
        return block == null ? ref : Digest.of(ref + block.toJson());
    }

    static void edge(
            Segment segment, String edgeKind, String from, String to, String cause, String event) {
        segment.run(
                new SessionEvent.EdgeCreated(
                        edgeKind, from, to, new SessionEvent.EdgeCreated.Cause(cause, event)),
                from + "->" + to,
                edgeKind);
    }

    /// A node about to be written.
    record New(String id, NodeKind kind, Position position, NodeState.Detail detail) {
        static New step(String id, Position position) {
            return new New(id, NodeKind.STEP, position, NodeState.Detail.NONE);
        }
    }
}
