package dev.workrail.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The nodes a session can still come back to, in order of creation. Immutable.
///
/// At most 80 are kept, so a long session's state stays small: the oldest go first, checkpoints
/// last (16 of them). Details of nodes older than the last 12 are left out.
///
/// @param nodes never changed once it is here
record NodeTable(List<NodeState> nodes) {
    static final NodeTable EMPTY = new NodeTable(List.of());
    static final int MAX_NODES = 80;
    static final int MAX_CHECKPOINTS = 16;
    static final int DETAILED = 12;

    /// Searched from the end: the tip is what is asked for.
    @Nullable NodeState get(@Nullable String id) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (nodes.get(i).id().equals(id)) {
                return nodes.get(i);
            }
        }
        return null;
    }

    NodeTable plus(NodeState node) {
        List<NodeState> more = new ArrayList<>(nodes);
        more.add(node);
        int older = more.size() - 1 - DETAILED;
        if (older >= 0) {
            NodeState old = more.get(older);
            more.set(older, old.with(old.detail().slim()));
        }
        if (more.size() > MAX_NODES) {
            more.remove(leastWanted(more));
        }
        return new NodeTable(more);
    }

    private static int leastWanted(List<NodeState> nodes) {
        long checkpoints = nodes.stream().filter(NodeTable::isCheckpoint).count();
        for (int i = 0; i < nodes.size(); i++) {
            if (checkpoints > MAX_CHECKPOINTS || !isCheckpoint(nodes.get(i))) {
                return i;
            }
        }
        return 0;
    }

    private static boolean isCheckpoint(NodeState node) {
        return node.kind() == NodeKind.CHECKPOINT;
    }

    /// Unchanged where there is no such node.
    NodeTable change(@Nullable String id, UnaryOperator<NodeState> change) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            NodeState node = nodes.get(i);
            if (node.id().equals(id)) {
                List<NodeState> changed = new ArrayList<>(nodes);
                changed.set(i, change.apply(node));
                return new NodeTable(changed);
            }
        }
        return this;
    }

    /// How often the run went on from a node; checkpoints do not count.
    int children(String id) {
        int count = 0;
        for (NodeState node : nodes) {
            if (id.equals(node.parent()) && !isCheckpoint(node)) {
                count++;
            }
        }
        return count;
    }

    /// Blocked attempts in a row up to a node, the node itself counted.
    int blockedInARow(NodeState node) {
        int count = 0;
        NodeState at = node;
        while (at != null && (at.kind() == NodeKind.BLOCKED_ATTEMPT || isCheckpoint(at))) {
            count += isCheckpoint(at) ? 0 : 1;
            at = get(at.parent());
        }
        return count;
    }

    /// The latest node below `id`, or `id` itself.
    String tipBelow(String id) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            NodeState node = nodes.get(i);
            if (!isCheckpoint(node) && isBelow(node, id)) {
                return node.id();
            }
        }
        return id;
    }

    private boolean isBelow(NodeState node, String id) {
        NodeState at = node;
        while (at != null) {
            if (at.id().equals(id)) {
                return true;
            }
            at = get(at.parent());
        }
        return false;
    }
}
