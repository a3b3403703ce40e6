package dev.workrail.app.cli.workflow.run;

import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.engine.projection.RunDag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The steps a run came by on its way to where it stands.
///
/// @param nodes by step the node it was pending at last, in the order the steps came first
record PassedSteps(Map<String, String> nodes) {
    static PassedSteps of(List<LoggedEvent> events) {
        RunDag dag = RunDag.of(events);
        Map<String, String> nodes = new LinkedHashMap<>();
        for (String id : dag.preferredPath()) {
            dag.node(id).map(RunDag.Node::stepId).ifPresent(step -> nodes.put(step, id));
        }
        return new PassedSteps(nodes);
    }

    Optional<String> node(String stepId) {
        return Optional.ofNullable(nodes.get(stepId));
    }

    Set<String> stepIds() {
        return nodes.keySet();
    }
}
