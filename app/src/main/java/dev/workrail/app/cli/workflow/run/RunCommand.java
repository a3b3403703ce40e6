package dev.workrail.app.cli.workflow.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.app.cli.PlainWriter;
import dev.workrail.app.cli.workflow.WorkflowFile;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.session.EngineCommand;
import dev.workrail.engine.session.Flavour;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `workrail workflow run FILE`: one run from the first prompt to the end; 0 where it is complete,
/// 1 where it is not.
@Command(
        name = "run",
        description =
                "Run a workflow here: shows each prompt and takes what the step asks for from the"
                        + " terminal, or from an answers file. Gates ask for a verdict.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
    @Spec CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            description = "A workflow definition, or the id of a bundled workflow.")
    Path file = Path.of("");

    @Option(names = "--goal", paramLabel = "TEXT", description = "What the run is for.")
    @Nullable String goal;

    @Option(
            names = "--context",
            paramLabel = "KEY=VALUE",
            description =
                    "A variable the run starts with; JSON where the value parses, else text. May be"
                            + " repeated.")
    List<String> context = List.of();

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description =
                    "Take every answer from this YAML or JSON file instead of the terminal; see"
                            + " docs/workflows.md for its form.")
    @Nullable Path answers;

    @Option(
            names = "--json",
            description =
                    "End with one JSON document on standard output; everything else goes to"
                            + " standard error.")
    boolean json;

    @Override
    public Integer call() {
        ObjectNode given = given();
        WorkflowFile source = WorkflowFile.read(file);
        CompiledWorkflow workflow = source.compile();
        Screen screen = new Screen(PlainWriter.over(json ? spec.commandLine().getErr() : out()));
        if (answers != null) {
            Answers prepared = AnswersFile.read(answers, workflow);
            String wanted = goal != null ? goal : prepared.goal();
            ObjectNode variables = prepared.context().deepCopy();
            variables.setAll(given);
            String purpose = wanted == null ? "" : wanted;
            return run(source, workflow, new AnswerBook(prepared), screen, purpose, variables);
        }
        Terminal terminal = new Terminal(new TextInput(System.in), screen.out());
        String purpose = goal == null ? terminal.goal() : goal;
        return run(source, workflow, terminal, screen, purpose, given);
    }

    private int run(
            WorkflowFile source,
            CompiledWorkflow workflow,
            Respondent respondent,
            Screen screen,
            String purpose,
            ObjectNode variables) {
        SessionId session = new SessionId(Ids.derive("sess", workflow.workflowHash(), purpose));
        HandRun run = new HandRun(workflow, session, respondent, screen, Clock.systemUTC());
        EngineCommand.Origin origin =
                new EngineCommand.Origin(
                        Flavour.AUTONOMOUS,
                        source.isBundled() ? "bundled" : "workspace",
                        source.name(),
                        null,
                        null,
                        List.of());
        RunResult result = run.run(purpose, variables, origin);
        screen.end(result, respondent.unused());
        if (json) {
            out().println(result.toJson(respondent.unused()).toPrettyString());
            out().flush();
        }
        if (result.problem() != null) {
            throw CommandFailedException.foundWrong(result.problem());
        }
        return 0;
    }

    private ObjectNode given() {
        ObjectNode out = Json.object();
        for (String entry : context) {
            try {
                ContextEntry variable = ContextEntry.parse(entry);
                out.set(variable.key(), variable.value());
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--context: " + e.getMessage(), e);
            }
        }
        return out;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
