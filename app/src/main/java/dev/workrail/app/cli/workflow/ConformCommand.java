package dev.workrail.app.cli.workflow;

import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.app.cli.PlainWriter;
import dev.workrail.app.cli.UnreadableFileException;
import dev.workrail.conformance.Conformance;
import dev.workrail.conformance.Report;
import dev.workrail.contracts.json.MalformedJsonException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `workrail conform DIR`: replays recorded vectors; 1 where one differs.
@Command(
        name = "conform",
        description = "Replay recorded WorkRail vectors and print every difference.",
        mixinStandardHelpOptions = true)
public final class ConformCommand implements Callable<Integer> {
    @Spec CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "A directory of vectors.")
    Path directory = Path.of("");

    @Option(
            names = "--workflows",
            paramLabel = "DIR",
            description = "Where the workflow files lie that the vectors name; may be repeated.")
    List<Path> workflows = List.of();

    @Override
    public Integer call() {
        for (Path folder : workflows) {
            require(folder);
        }
        require(directory);
        PrintWriter out = PlainWriter.over(spec.commandLine().getOut());
        try {
            Report report = Conformance.run(directory, workflows, out::println);
            if (report.results().isEmpty()) {
                throw new CommandFailedException(
                        directory
                                + " holds no vectors; expected conditions.json, templates.json, "
                                + "hashes.json, compiled.json, invalid, traces or synthetic");
            }
            if (workflows.isEmpty() && !report.skips().isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println(
                                "--workflows DIR says where the workflow files of the skipped lie");
            }
            return report.failures().isEmpty() ? 0 : 1;
        } catch (MalformedJsonException e) {
            throw CommandFailedException.foundWrong(String.valueOf(e.getMessage()));
        } finally {
            out.flush();
        }
    }

    private static void require(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UnreadableFileException(
                    folder,
                    Files.exists(folder) ? "it is no directory" : "there is no such directory",
                    "an existing directory");
        }
    }
}
