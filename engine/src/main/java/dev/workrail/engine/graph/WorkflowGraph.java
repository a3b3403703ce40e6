package dev.workrail.engine.graph;

import dev.workrail.engine.compile.CompiledWorkflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A compiled workflow as data: what the steps are, and which ways lead on.
///
/// @param nodes in authored order, a loop before its body; first the start, last the end
/// @param edges in order of their origin
public record WorkflowGraph(String workflowId, String name, List<Node> nodes, List<Edge> edges) {
    /// Id of the node a run begins at.
    public static final String START = "start";

    /// Id of the node a run ends at.
    public static final String END = "end";

    public WorkflowGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /// What a node stands for.
    public enum Kind {
        START,
        /// Where a condition decides whether the next step runs; its id is the step's and `?`.
        BRANCH,
        STEP,
        ADDED_STEP,
        PARALLEL,
        CONTEXT_GATHER,
        LOOP,
        END
    }

    /// @param id of the step, or [#START] or [#END]
    public record Node(String id, String title, Kind kind, Place place, Rules rules) {}

    /// @param condition when it runs, in words; absent means always
    /// @param gate who must approve, and when, in words; absent means nobody
    /// @param detail what decides a loop, what a step must produce, how much is delegated
    public record Rules(@Nullable String condition, @Nullable String gate, List<String> detail) {
        static final Rules NONE = new Rules(null, null, List.of());
    }

    /// @param loop id of the loop around a node, absent at the top level
    /// @param template id of the step that called the routine a node comes from
    public record Place(@Nullable String loop, @Nullable String template) {}

    /// How an edge comes about.
    public enum Way {
        /// The next step.
        NEXT,
        /// Past a step whose condition does not hold.
        SKIP,
        /// Into the body of a loop.
        ENTER,
        /// From the end of a body to its loop.
        REPEAT,
        /// Back to an earlier step.
        JUMP
    }

    /// @param label the condition in words, absent where there is none
    public record Edge(String from, String to, Way way, @Nullable String label) {}

    public static WorkflowGraph of(CompiledWorkflow workflow) {
        return new GraphBuilder(workflow).build();
    }

    /// As Mermaid flowchart source.
    public String mermaid() {
        return Mermaid.render(this);
    }
}
