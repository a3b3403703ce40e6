package dev.workrail.app.cli.workflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.PlainWriter;
import dev.workrail.app.cli.UnreadableFileException;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.finding.Finding;
import dev.workrail.engine.finding.Severity;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.validate.Validation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `workrail workflow validate FILE...`: every finding of every file; 1 where one has an error.
@Command(
        name = "validate",
        description = "Say everything that is wrong with workflow files.",
        mixinStandardHelpOptions = true)
public final class ValidateCommand implements Callable<Integer> {
    @Spec CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Workflow definitions, or ids of bundled ones.")
    List<Path> files = List.of();

    @Option(names = "--json", description = "Answer with one JSON array, one entry per file.")
    boolean json;

    @Override
    public Integer call() {
        PrintWriter out = PlainWriter.over(spec.commandLine().getOut());
        ArrayNode answer = Json.object().arrayNode();
        boolean valid = true;
        for (Path path : files) {
            Validation validation = validation(path);
            valid &= validation.isValid();
            if (json) {
                answer.add(entry(path, validation));
            } else {
                print(path, validation, out);
            }
        }
        if (json) {
            out.println(answer.toPrettyString());
        }
        out.flush();
        return valid ? 0 : 1;
    }

    /// A file that cannot be read has one finding that says so: the others are looked at all the
    /// same.
    private static Validation validation(Path path) {
        try {
            return WorkflowFile.read(path).validate();
        } catch (UnreadableFileException e) {
            Finding unreadable =
                    new Finding(
                            Severity.ERROR,
                            Stage.DOCUMENT,
                            "unreadable-file",
                            "",
                            e.why(),
                            e.expected());
            return new Validation(List.of(unreadable), null);
        }
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static ObjectNode entry(Path path, Validation validation) {
        ObjectNode entry = Json.object().put("file", path.toString());
        entry.put("valid", validation.isValid());
        CompiledWorkflow compiled = validation.compiled();
        if (compiled != null) {
            entry.put("workflowId", compiled.workflow().id());
            entry.put("workflowHash", compiled.workflowHash());
        }
        entry.set("findings", ContractsJson.toTree(validation.findings()));
        return entry;
    }

    private static void print(Path path, Validation validation, PrintWriter out) {
        out.printf(
                "%s: %s, %s, %s%n",
                path,
                validation.isValid() ? "valid" : "invalid",
                count(validation.errors().size(), "error"),
                count(validation.warnings().size(), "warning"));
        for (Finding finding : validation.findings()) {
            String severity = finding.severity().name().toLowerCase(Locale.ROOT);
            out.printf("  %s %s %s%n", severity, finding.code(), finding.message());
        }
    }
}
