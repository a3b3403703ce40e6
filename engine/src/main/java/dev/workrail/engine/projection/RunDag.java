package dev.workrail.engine.projection;

import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The nodes of a run and how they hang together.
///
/// @param nodes in order of creation
/// @param preferredTip the tip with the latest activity along its path from the root; of equals the
///   one created last, then the greater id. Absent while there is no node
public record RunDag(List<Node> nodes, List<Edge> edges, @Nullable String preferredTip) {
    /// @param kind step, checkpoint, blocked_attempt or gate_checkpoint
    /// @param stepId pending there, absent at the end
    /// @param createdAt index of the event that made it
    /// @param lastActivity highest index of an event of this node
    public record Node(
            String id,
            String kind,
            @Nullable String parent,
            @Nullable String stepId,
            long createdAt,
            long lastActivity) {
        public boolean isComplete() {
            return stepId == null;
        }

        Node active(long index) {
            return new Node(id, kind, parent, stepId, createdAt, Math.max(lastActivity, index));
        }
    }

    /// @param kind acked_step, checkpoint, reopened, rewound or continued
    public record Edge(String kind, String from, String to, String cause) {}

    public RunDag {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    public static RunDag of(List<LoggedEvent> events) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        List<Edge> edges = new ArrayList<>();
        for (LoggedEvent event : events) {
            String id = event.nodeId();
            if (event.data() instanceof SessionEvent.NodeCreated created && id != null) {
                nodes.put(id, node(id, event.eventIndex(), created));
            } else if (event.data() instanceof SessionEvent.EdgeCreated edge) {
                edges.add(
                        new Edge(
                                edge.edgeKind(),
                                edge.fromNodeId(),
                                edge.toNodeId(),
                                edge.cause().kind()));
            }
            if (id != null) {
                nodes.computeIfPresent(id, (i, node) -> node.active(event.eventIndex()));
            }
        }
        return new RunDag(List.copyOf(nodes.values()), edges, preferred(nodes, edges));
    }

    private static Node node(String id, long index, SessionEvent.NodeCreated created) {
        String stepId = Json.text(created.position(), "step");
        return new Node(id, created.nodeKind(), created.parentNodeId(), stepId, index, index);
    }

    private static @Nullable String preferred(Map<String, Node> nodes, List<Edge> edges) {
        Set<String> inner = new HashSet<>();
        edges.stream()
                .filter(e -> !"checkpoint".equals(e.kind()))
                .forEach(e -> inner.add(e.from()));
        Map<String, Long> activity = new LinkedHashMap<>();
        for (Node node : nodes.values()) {
            long above = node.parent() == null ? -1 : activity.getOrDefault(node.parent(), -1L);
            activity.put(node.id(), Math.max(above, node.lastActivity()));
        }
        return nodes.values().stream()
                .filter(n -> !inner.contains(n.id()) && !"checkpoint".equals(n.kind()))
                .max(
                        Comparator.comparing((Node n) -> activity.getOrDefault(n.id(), -1L))
                                .thenComparing(Node::createdAt)
                                .thenComparing(Node::id))
                .map(Node::id)
                .orElse(null);
    }

    public Optional<Node> node(String id) {
        return nodes.stream().filter(n -> n.id().equals(id)).findFirst();
    }

    /// The node the run stands at.
    public Optional<Node> tip() {
        return preferredTip == null ? Optional.empty() : node(preferredTip);
    }

    /// Ids from the root to the preferred tip.
    public List<String> preferredPath() {
        Map<String, Node> byId = new LinkedHashMap<>();
        nodes.forEach(n -> byId.put(n.id(), n));
        Deque<String> path = new ArrayDeque<>();
        String at = preferredTip;
        while (at != null) {
            path.push(at);
            Node node = byId.get(at);
            at = node == null ? null : node.parent();
        }
        return List.copyOf(path);
    }
}
