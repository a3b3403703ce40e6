package dev.workrail.engine.graph;

import dev.workrail.engine.graph.WorkflowGraph.Edge;
import dev.workrail.engine.graph.WorkflowGraph.Kind;
import dev.workrail.engine.graph.WorkflowGraph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A graph as Mermaid flowchart source: loops and routines are boxes around their steps.
final class Mermaid {
    /// A label that begins like this is taken for a list and not shown.
    private static final Pattern LIST_ITEM = Pattern.compile("^(\\d*)([.)*+-])(?= )");

    private final WorkflowGraph graph;
    private final Map<String, String> names = new HashMap<>();
    private final StringBuilder out = new StringBuilder("flowchart TD\n");

    private Mermaid(WorkflowGraph graph) {
        this.graph = graph;
        for (Node node : graph.nodes()) {
            names.put(node.id(), "n" + names.size());
        }
    }

    static String render(WorkflowGraph graph) {
        return new Mermaid(graph).render();
    }

    private String render() {
        boxes(graph.nodes(), node -> node.place().loop() == null, "  ");
        for (Edge edge : graph.edges()) {
            String arrow =
                    switch (edge.way()) {
                        case NEXT, ENTER -> "-->";
                        case SKIP, REPEAT -> "-.->";
                        case JUMP -> "==>";
                    };
            out.append("  ").append(names.get(edge.from())).append(' ').append(arrow);
            if (edge.label() != null) {
                out.append("|\"").append(quoted(edge.label())).append("\"|");
            }
            out.append(' ').append(names.get(edge.to())).append('\n');
        }
        return out.toString();
    }

    private void boxes(List<Node> nodes, Predicate<Node> level, String indent) {
        String open = null;
        for (Node node : nodes) {
            if (!level.test(node)) {
                continue;
            }
            String template = node.place().template();
            if (!Objects.equals(open, template)) {
                close(open, indent);
                open = template;
                if (template != null) {
                    box("routine " + template, "r" + names.get(node.id()), indent);
                }
            }
            String inner = open == null ? indent : indent + "  ";
            node(node, inner);
            if (node.kind() == Kind.LOOP) {
                box("loop " + node.title(), "l" + names.get(node.id()), inner);
                boxes(nodes, n -> node.id().equals(n.place().loop()), inner + "  ");
                out.append(inner).append("end\n");
            }
        }
        close(open, indent);
    }

    private void box(String title, String name, String indent) {
        out.append(indent).append("subgraph ").append(name);
        out.append("[\"").append(quoted(title)).append("\"]\n");
    }

    private void close(@Nullable String open, String indent) {
        if (open != null) {
            out.append(indent).append("end\n");
        }
    }

    private void node(Node node, String indent) {
        StringBuilder label = new StringBuilder(quoted(node.title()));
        if (node.rules().gate() != null) {
            label.append("<br/>gate: ").append(quoted(node.rules().gate()));
        }
        node.rules().detail().forEach(line -> label.append("<br/>").append(quoted(line)));
        String[] shape =
                switch (node.kind()) {
                    case START, END -> new String[] {"([\"", "\"])"};
                    case BRANCH -> new String[] {"{\"", "\"}"};
                    case STEP -> new String[] {"[\"", "\"]"};
                    case ADDED_STEP -> new String[] {"[/\"", "\"/]"};
                    case PARALLEL -> new String[] {"[[\"", "\"]]"};
                    case CONTEXT_GATHER -> new String[] {"[(\"", "\")]"};
                    case LOOP -> new String[] {"{{\"", "\"}}"};
                };
        out.append(indent).append(names.get(node.id())).append(shape[0]);
        out.append(label).append(shape[1]).append('\n');
    }

    /// Entities for what Mermaid reads as its own syntax, HTML, an icon, mathematics or a list.
    private static String quoted(String text) {
        String plain =
                text.replace("#", "#35;")
                        .replace("&", "#amp;")
                        .replace("\"", "#quot;")
                        .replace("<", "#lt;")
                        .replace(">", "#gt;")
                        .replace("`", "#96;")
                        .replace("$", "#36;")
                        .replace("\\", "#92;")
                        .replace(":fa-", "#58;fa-")
                        .replaceAll("\\s+", " ")
                        .strip();
        return LIST_ITEM
                .matcher(plain)
                .replaceFirst(item -> item.group(1) + "#" + (int) item.group(2).charAt(0) + ";");
    }
}
