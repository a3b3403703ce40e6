package dev.workrail.app.cli.workflow;

import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.graph.WorkflowGraph;
import dev.workrail.engine.model.LoopStep;
import dev.workrail.engine.model.StandardStep;
import dev.workrail.engine.model.Step;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The steps of a workflow as numbered lines, the body of a loop under it.
final class StepListing {
    private final CompiledWorkflow workflow;
    private final PrintWriter out;
    private final Map<String, WorkflowGraph.Node> nodes;
    private final Map<String, String> jumps;
    private @Nullable String open;

    StepListing(CompiledWorkflow workflow, PrintWriter out) {
        this.workflow = workflow;
        this.out = out;
        WorkflowGraph graph = WorkflowGraph.of(workflow);
        this.nodes =
                graph.nodes().stream()
                        .collect(Collectors.toMap(WorkflowGraph.Node::id, node -> node));
        this.jumps =
                graph.edges().stream()
                        .filter(edge -> edge.way() == WorkflowGraph.Way.JUMP)
                        .collect(
                                Collectors.toMap(
                                        WorkflowGraph.Edge::from,
                                        edge ->
                                                "back to "
                                                        + step(edge.to())
                                                        + " if "
                                                        + edge.label()));
    }

    /// The step a node stands for or stands before.
    private static String step(String nodeId) {
        return nodeId.endsWith("?") ? nodeId.substring(0, nodeId.length() - 1) : nodeId;
    }

    void print() {
        out.println(
                workflow.workflow().identity().name()
                        + " ("
                        + workflow.workflow().id()
                        + " "
                        + workflow.workflow().identity().version()
                        + ")");
        out.println(workflow.workflowHash());
        int number = 0;
        for (Step step : workflow.steps()) {
            if (!workflow.loopBodyStepIds().contains(step.id())) {
                boundary(step);
                line(String.valueOf(++number), "", step);
                body(step, number);
            }
        }
    }

    /// A line where the steps of a routine begin, and one where they end.
    private void boundary(Step step) {
        WorkflowGraph.Node node = nodes.get(step.id());
        String template = node == null ? null : node.place().template();
        if (!Objects.equals(template, open)) {
            if (open != null) {
                out.println("      end of routine " + open);
            }
            if (template != null) {
                out.println("      routine " + template + ":");
            }
            open = template;
        }
    }

    private void body(Step step, int number) {
        if (step instanceof LoopStep) {
            CompiledLoop loop = workflow.loops().get(step.id());
            int part = 0;
            for (Step child : loop == null ? List.<Step>of() : loop.body()) {
                line(number + "." + ++part, "   ", child);
            }
        }
    }

    private void line(String number, String indent, Step step) {
        List<String> notes = new ArrayList<>();
        WorkflowGraph.Node node = nodes.get(step.id());
        if (node != null) {
            WorkflowGraph.Rules rules = node.rules();
            if (rules.condition() != null) {
                notes.add("if " + rules.condition());
            }
            if (rules.gate() != null) {
                notes.add("gate " + rules.gate());
            }
            notes.addAll(rules.detail());
        }
        if (jumps.containsKey(step.id())) {
            notes.add(jumps.get(step.id()));
        }
        if (step instanceof StandardStep work && !work.prompting().guidance().isEmpty()) {
            notes.add(work.prompting().guidance().size() + " lines of guidance");
        }
        String more = notes.isEmpty() ? "" : "  [" + String.join("; ", notes) + "]";
        out.printf("%s%4s  %s: %s%s%n", indent, number, step.id(), step.title(), more);
    }
}
