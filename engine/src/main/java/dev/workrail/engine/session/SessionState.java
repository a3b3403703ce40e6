package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.MalformedJsonException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a session's log says so far: everything a decision needs, and no more. Immutable.
///
/// Notes and artifacts are not in it. Of the nodes the last 80 are kept, so the JSON form of a
/// coding session stays under 16 KiB beside its context.
public final class SessionState {
    private final Identity identity;
    private final Memory memory;
    private final NodeTable nodes;
    private final String tip;
    private final long nextEventIndex;
    private final @Nullable String damage;

    /// @param runId empty until the run was started
    record Identity(
            SessionId session,
            String runId,
            Flavour flavour,
            String workflowId,
            String workflowHash) {}

    SessionState(
            Identity identity,
            Memory memory,
            NodeTable nodes,
            String tip,
            long nextEventIndex,
            @Nullable String damage) {
        this.identity = identity;
        this.memory = memory;
        this.nodes = nodes;
        this.tip = tip;
        this.nextEventIndex = nextEventIndex;
        this.damage = damage;
    }

    /// A session nothing is known of.
    public static SessionState empty(SessionId session) {
        return new SessionState(
                new Identity(session, "", Flavour.AUTONOMOUS, "", ""),
                Memory.NONE,
                NodeTable.EMPTY,
                "",
                0,
                null);
    }

    public SessionId session() {
        return identity.session();
    }

    public String runId() {
        return identity.runId();
    }

    public Flavour flavour() {
        return identity.flavour();
    }

    public String workflowId() {
        return identity.workflowId();
    }

    public String workflowHash() {
        return identity.workflowHash();
    }

    public boolean isStarted() {
        return !identity.runId().isEmpty();
    }

    /// The session's variables. Do not change them.
    public ObjectNode context() {
        return memory.context();
    }

    public Preferences preferences() {
        return memory.preferences();
    }

    /// The node the run stands at; empty before the start.
    public String tip() {
        return tip;
    }

    /// Whether the workflow ran to its end.
    public boolean isComplete() {
        NodeState node = nodes.get(tip);
        return node != null && node.position().isComplete();
    }

    /// The step that is pending at the tip; absent before the start and at the end.
    public @Nullable String pendingStepId() {
        NodeState node = nodes.get(tip);
        return node == null ? null : node.position().stepId();
    }

    /// The gate the session waits at, absent where it does not.
    public @Nullable String openGateId() {
        NodeState node = nodes.get(tip);
        NodeState.GateState gate = node == null ? null : node.detail().gate();
        return gate == null || !gate.open() ? null : gate.gateId();
    }

    /// Who may decide the gate the session waits at: coordinator_eval or human_approval; absent
    /// where it does not wait.
    public @Nullable String openGateKind() {
        NodeState node = nodes.get(tip);
        NodeState.GateState gate = node == null ? null : node.detail().gate();
        return gate == null || !gate.open() ? null : gate.kind();
    }

    /// The index the next event takes.
    public long nextEventIndex() {
        return nextEventIndex;
    }

    /// Why the log cannot be written any more; absent where it can.
    public @Nullable String damage() {
        return damage;
    }

    /// The same with events counted that this state was not folded over: the worker's own.
    public SessionState withNextEventIndex(long index) {
        return index == nextEventIndex
                ? this
                : new SessionState(identity, memory, nodes, tip, index, damage);
    }

    Identity identity() {
        return identity;
    }

    Memory memory() {
        return memory;
    }

    NodeTable nodes() {
        return nodes;
    }

    SessionState with(Identity changed) {
        return new SessionState(changed, memory, nodes, tip, nextEventIndex, damage);
    }

    SessionState with(Memory changed) {
        return new SessionState(identity, changed, nodes, tip, nextEventIndex, damage);
    }

    SessionState plus(NodeState node) {
        String now = node.kind() == NodeKind.CHECKPOINT ? tip : node.id();
        return new SessionState(identity, memory, nodes.plus(node), now, nextEventIndex, damage);
    }

    SessionState change(@Nullable String nodeId, UnaryOperator<NodeState> change) {
        NodeTable changed = nodes.change(nodeId, change);
        return new SessionState(identity, memory, changed, tip, nextEventIndex, damage);
    }

    SessionState damaged(String reason) {
        return new SessionState(identity, memory, nodes, tip, nextEventIndex, reason);
    }

    /// A compact form; [#fromJson] gives an equal state back.
    public JsonNode toJson() {
        return StateWriter.write(this);
    }

    /// @throws MalformedJsonException where `json` is not what [#toJson] wrote
    public static SessionState fromJson(JsonNode json) {
        return StateReader.read(json);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionState that
                && identity.equals(that.identity)
                && memory.equals(that.memory)
                && nodes.equals(that.nodes)
                && tip.equals(that.tip)
                && nextEventIndex == that.nextEventIndex
                && java.util.Objects.equals(damage, that.damage);
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hash(identity, tip, nextEventIndex);
    }

    @Override
    public String toString() {
        return "SessionState[%s, next event %d, tip %s, pending %s]"
                .formatted(session(), nextEventIndex, tip, pendingStepId());
    }
}
