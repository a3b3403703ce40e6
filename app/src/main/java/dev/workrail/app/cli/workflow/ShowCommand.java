package dev.workrail.app.cli.workflow;

import dev.workrail.app.cli.PlainWriter;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.graph.WorkflowGraph;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `workrail workflow show FILE`: the compiled steps and the ways between them.
@Command(
        name = "show",
        description = "Show the compiled steps of a workflow, and its graph.",
        mixinStandardHelpOptions = true)
public final class ShowCommand implements Callable<Integer> {
    @Spec CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            description = "A workflow definition, or the id of a bundled workflow.")
    Path file = Path.of("");

    @Option(names = "--mermaid", description = "Only the graph, as Mermaid source.")
    boolean mermaid;

    @Option(names = "--json", description = "Only the graph, as JSON.")
    boolean json;

    @Override
    public Integer call() {
        CompiledWorkflow compiled = WorkflowFile.read(file).compile();
        WorkflowGraph graph = Workflows.graph(compiled);
        PrintWriter out = PlainWriter.over(spec.commandLine().getOut());
        if (json) {
            out.println(ContractsJson.toTree(graph).toPrettyString());
        } else if (mermaid) {
            out.print(graph.mermaid());
        } else {
            new StepListing(compiled, out).print();
            out.println();
            out.print(graph.mermaid());
        }
        out.flush();
        return 0;
    }
}
