package dev.workrail.engine.graph;

import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.graph.WorkflowGraph.Edge;
import dev.workrail.engine.graph.WorkflowGraph.Node;
import dev.workrail.engine.graph.WorkflowGraph.Place;
import dev.workrail.engine.graph.WorkflowGraph.Rules;
import dev.workrail.engine.graph.WorkflowGraph.Way;
import dev.workrail.engine.model.Condition;
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
            boolean last = i + 1 == steps.size();
            edges.add(new Edge(previous, entry(step), way, null));
            Condition condition = step.head().runCondition();
            if (condition != null) {
                nodes.add(NodeFacts.branch(step, condition, loop));
                edges.add(new Edge(entry(step), step.id(), Way.NEXT, "yes"));
                Way skip = last && ends.out() == Way.REPEAT ? Way.REPEAT : Way.SKIP;
                String next = last ? ends.behind() : entry(steps.get(i + 1));
                edges.add(new Edge(entry(step), next, skip, "no"));
            }
            add(step, loop);
            previous = step.id();
            way = Way.NEXT;
        }
        edges.add(new Edge(previous, ends.behind(), ends.out(), null));
    }

    /// The node a run comes to before the step.
    private static String entry(Step step) {
        return step.head().runCondition() == null ? step.id() : step.id() + "?";
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
            Step target = workflow.stepById().get(jump.target());
            String to = target == null ? jump.target() : entry(target);
            edges.add(new Edge(step.id(), to, Way.JUMP, words));
        }
    }
}
