package dev.workrail.app.cli.workflow;

import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.finding.Finding;
import dev.workrail.engine.graph.WorkflowGraph;
import dev.workrail.engine.validate.Validation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

    @Parameters(paramLabel = "FILE", description = "A workflow definition.")
    Path file = Path.of("");

    @Option(names = "--mermaid", description = "Only the graph, as Mermaid source.")
    boolean mermaid;

    @Option(names = "--json", description = "Only the graph, as JSON.")
    boolean json;

    @Override
    public Integer call() {
        Validation validation = WorkflowFile.read(file).validate();
        CompiledWorkflow compiled = validation.compiled();
        if (compiled == null) {
            String errors =
                    validation.errors().stream()
                            .map(Finding::message)
                            .collect(Collectors.joining("\n  "));
            throw new CommandFailedException(file + " is no valid workflow:\n  " + errors);
        }
        WorkflowGraph graph = Workflows.graph(compiled);
        PrintWriter out = spec.commandLine().getOut();
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
