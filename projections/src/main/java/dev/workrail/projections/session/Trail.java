package dev.workrail.projections.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.session.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The preferred path of a run, from the root to the tip that moved last, and the gaps still open.
///
/// Bounded: the last 32 nodes and 64 gaps.
public record Trail(List<Node> path, List<String> openGaps) {
    static final Trail START = new Trail(List.of(), List.of());

    private static final int MAX_NODES = 32;
    private static final int MAX_GAPS = 64;

    public Trail {
        path = path == null ? List.of() : List.copyOf(path);
        openGaps = openGaps == null ? List.of() : List.copyOf(openGaps);
    }

    /// @param depth steps completed when the run is at this node
    /// @param recap of the step that was pending here
    public record Node(String id, int depth, @Nullable String recap) {}

    int stepsDone() {
        return path.isEmpty() ? 0 : path.getLast().depth();
    }

    @Nullable String recap() {
        for (Node node : path.reversed()) {
            if (node.recap() != null) {
                return node.recap();
            }
        }
        return null;
    }

    /// A node that continues another node than the tip makes a fork, and the fork is the preferred
    /// path from then on.
    Trail node(String id, SessionEvent.NodeCreated created) {
        List<Node> nodes = new ArrayList<>(upTo(created.parentNodeId()));
        int depth = nodes.isEmpty() ? 0 : nodes.getLast().depth();
        boolean step = !nodes.isEmpty() && created.nodeKind().equals("step");
        nodes.add(new Node(id, step ? depth + 1 : depth, null));
        int from = Math.max(0, nodes.size() - MAX_NODES);
        return new Trail(nodes.subList(from, nodes.size()), openGaps);
    }

    Trail recap(String nodeId, String text) {
        String cut = Texts.cut(text.strip(), Texts.RECAP);
        return new Trail(
                path.stream()
                        .map(node ->
                                node.id().equals(nodeId)
                                        ? new Node(node.id(), node.depth(), cut)
                                        : node)
                        .toList(),
                openGaps);
    }

    Trail rewound(String toNodeId) {
        return new Trail(upTo(toNodeId), openGaps);
    }

    Trail gap(String gapId, JsonNode resolution) {
        List<String> gaps = new ArrayList<>(openGaps);
        if (resolution.path("kind").asText().equals("resolves")) {
            gaps.remove(resolution.path("resolvesGapId").asText());
        } else if (gaps.size() < MAX_GAPS && !gaps.contains(gapId)) {
            gaps.add(gapId);
        }
        return new Trail(path, gaps);
    }

    private List<Node> upTo(@Nullable String nodeId) {
        for (int i = path.size() - 1; i >= 0; i--) {
            if (path.get(i).id().equals(nodeId)) {
                return path.subList(0, i + 1);
            }
        }
        return List.of();
    }
}
