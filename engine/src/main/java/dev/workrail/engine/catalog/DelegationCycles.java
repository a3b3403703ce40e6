package dev.workrail.engine.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds circles among "delegates to". Every node is left once, so the work is bounded by the
/// edges; of circles that share a part at least one is found.
final class DelegationCycles {
    private final Map<String, List<String>> delegates;
    private final Set<List<String>> cycles = new LinkedHashSet<>();
    private final Set<String> done = new HashSet<>();
    private final List<String> path = new ArrayList<>();

    DelegationCycles(Map<String, List<String>> delegates) {
        this.delegates = delegates;
    }

    List<List<String>> find() {
        delegates.keySet().forEach(this::visit);
        return List.copyOf(cycles);
    }

    private void visit(String id) {
        int at = path.indexOf(id);
        if (at >= 0) {
            cycles.add(fromSmallest(path.subList(at, path.size())));
            return;
        }
        if (!done.add(id)) {
            return;
        }
        path.add(id);
        delegates.getOrDefault(id, List.of()).forEach(this::visit);
        path.removeLast();
    }

    private static List<String> fromSmallest(List<String> cycle) {
        List<String> out = new ArrayList<>(cycle);
        Collections.rotate(out, -out.indexOf(Collections.min(out)));
        return List.copyOf(out);
    }
}
