package dev.workrail.engine.graph;

import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.graph.WorkflowGraph.Edge;
import dev.workrail.engine.graph.WorkflowGraph.Node;
import dev.workrail.engine.graph.WorkflowGraph.Place;
import dev.workrail.engine.graph.WorkflowGraph.Rules;
import dev.workrail.engine.graph.WorkflowGraph.Way;
import dev.workrail.engine.model.JumpIf;
import dev.workrail.engine.model.LoopStep;
import dev.workrail.engine.model.Step;
import dev.workrail.engine.model.WorkStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lays a compiled workflow out as nodes and edges.
final class GraphBuilder {
    private final CompiledWorkflow workflow;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();

    GraphBuilder(CompiledWorkflow workflow) {
        this.workflow = workflow;
    }

    WorkflowGraph build() {
        List<Step> top =
                workflow.steps().stream()
                        .filter(s -> !workflow.loopBodyStepIds().contains(s.id()))
                        .toList();
        Place outside = new Place(null, null);
        nodes.add(
                new Node(
                        WorkflowGraph.START,
                        "Start",
                        WorkflowGraph.Kind.START,
                        outside,
                        Rules.NONE));
        chain(new Ends(WorkflowGraph.START, Way.NEXT, WorkflowGraph.END, Way.NEXT), top, null);
        nodes.add(new Node(WorkflowGraph.END, "End", WorkflowGraph.Kind.END, outside, Rules.NONE));
        return new WorkflowGraph(
                workflow.workflow().id(), workflow.workflow().identity().name(), nodes, edges);
    }

    /// Where a chain of steps hangs.
    private record Ends(String before, Way in, String behind, Way out) {}

    /// Steps one after another, from a node before them to one behind them.
    private void chain(Ends ends, List<? extends Step> steps, @Nullable String loop) {
        String previous = ends.before();
        Way way = ends.in();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String next = i + 1 < steps.size() ? steps.get(i + 1).id() : ends.behind();
            edges.add(new Edge(previous, step.id(), way, null));
            add(step, loop);
            if (step.head().runCondition() != null) {
                boolean repeats = i + 1 == steps.size() && ends.out() == Way.REPEAT;
                Way skip = repeats ? Way.REPEAT : Way.SKIP;
                String words = "unless " + ConditionWords.of(step.head().runCondition().source());
                edges.add(new Edge(previous, next, skip, words));
            }
            previous = step.id();
            way = Way.NEXT;
        }
        edges.add(new Edge(previous, ends.behind(), ends.out(), null));
    }

    private void add(Step step, @Nullable String loop) {
        nodes.add(NodeFacts.node(step, loop));
        switch (step) {
            case LoopStep container -> {
                CompiledLoop compiled = workflow.loops().get(container.id());
                if (compiled != null && !compiled.body().isEmpty()) {
                    String id = container.id();
                    chain(new Ends(id, Way.ENTER, id, Way.REPEAT), compiled.body(), id);
                }
            }
            case WorkStep work -> jump(work);
        }
    }

    private void jump(WorkStep step) {
        JumpIf jump = step.jumpIf();
        if (jump != null) {
            String words =
                    ConditionWords.of(jump.condition().source())
                            + ", at most "
                            + jump.maxJumps()
                            + " times";
            edges.add(new Edge(step.id(), jump.target(), Way.JUMP, words));
        }
    }
}
