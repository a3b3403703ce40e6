package dev.workrail.engine.projection;

import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent.NodeCreated;
import dev.workrail.contracts.session.SessionEvent.NodeOutputAppended;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The notes of every step, by the node they were handed in on, and how the nodes hang together.
/// Immutable.
public final class Recaps {
    /// Nothing known.
    public static final Recaps NONE = new Recaps(Map.of(), Map.of());

    private final Map<String, String> parents;
    private final Map<String, List<String>> notes;

    private Recaps(Map<String, String> parents, Map<String, List<String>> notes) {
        this.parents = parents;
        this.notes = notes;
    }

    public static Recaps of(List<LoggedEvent> events) {
        Map<String, String> parents = new HashMap<>();
        Map<String, List<String>> notes = new HashMap<>();
        for (LoggedEvent event : events) {
            String node = event.nodeId();
            if (node == null) {
                continue;
            }
            if (event.data() instanceof NodeCreated created && created.parentNodeId() != null) {
                parents.put(node, created.parentNodeId());
            } else if (event.data() instanceof NodeOutputAppended output
                    && output.payload().notesMarkdown() != null) {
                notes.computeIfAbsent(node, n -> new ArrayList<>())
                        .add(output.payload().notesMarkdown());
            }
        }
        return new Recaps(Map.copyOf(parents), Map.copyOf(notes));
    }

    /// The last notes on the path from the root to a node, the node itself counted. The node a run
    /// ends at never has notes of its own: they belong to the node a step was pending on.
    public Optional<String> last(String nodeId) {
        List<String> path = path(null, nodeId);
        return path.isEmpty() ? Optional.empty() : Optional.of(path.getLast());
    }

    /// The last notes on the path to the preferred tip.
    public static Optional<String> last(List<LoggedEvent> events) {
        String tip = RunDag.of(events).preferredTip();
        return tip == null ? Optional.empty() : of(events).last(tip);
    }

    /// Notes of the ancestors of a node, oldest first, the node itself left out.
    public List<String> ancestry(String nodeId) {
        return path(null, parents.get(nodeId));
    }

    /// Notes below a node, itself left out, down to `tip`, oldest first. Empty where `tip` is no
    /// descendant.
    public List<String> downstream(String nodeId, String tip) {
        return isBelow(tip, nodeId) ? path(nodeId, tip) : List.of();
    }

    private boolean isBelow(String node, String ancestor) {
        String at = node;
        while (at != null) {
            if (at.equals(ancestor)) {
                return true;
            }
            at = parents.get(at);
        }
        return false;
    }

    /// Notes of the nodes above `from`, exclusive, down to `to`, inclusive.
    private List<String> path(@Nullable String from, @Nullable String to) {
        Deque<List<String>> nodes = new ArrayDeque<>();
        String at = to;
        while (at != null && !at.equals(from)) {
            nodes.push(notes.getOrDefault(at, List.of()));
            at = parents.get(at);
        }
        return nodes.stream().flatMap(List::stream).toList();
    }
}
