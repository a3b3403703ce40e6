package dev.workrail.worker.tool;

import dev.workrail.worker.process.ProcessResult;
import dev.workrail.worker.sandbox.Sandbox;
import dev.workrail.worker.sandbox.SandboxCommand;
import dev.workrail.worker.sandbox.SandboxLimits;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs a command line in the sandbox, with standard input closed.
public final class BashTool implements Tool {
    private static final int OUTPUT_LIMIT = 64 * 1024;
    private static final String PARAMETERS =
            """
            {"type":"object","properties":{
              "command":{"type":"string"},
              "cwd":{"type":"string","description":"directory to run in; the workspace by default"}},
             "required":["command"]}\
            """;

    private final Sandbox sandbox;
    private final Workspace workspace;
    private final SandboxLimits limits;

    public BashTool(Sandbox sandbox, Workspace workspace, SandboxLimits limits) {
        this.sandbox = sandbox;
        this.workspace = workspace;
        this.limits = limits;
    }

    @Override
    public ToolSpec spec() {
        return ToolSpec.of(
                "Bash",
                "Run a command with /bin/bash -c in the workspace. %s, no input; %d seconds and %d MiB of memory at most. Processes left behind are ended."
                        .formatted(
                                limits.network() ? "With network" : "No network",
                                limits.timeout().toSeconds(),
                                limits.memoryMiB()),
                PARAMETERS);
    }

    @Override
    public String call(Arguments arguments) throws ToolException, InterruptedException {
        Path directory = workspace.resolve(arguments.optionalText("cwd").orElse(""));
        if (!Files.isDirectory(directory)) {
            throw new ToolException("'cwd' is not a directory");
        }
        ProcessResult result =
                sandbox.run(
                        new SandboxCommand(
                                arguments.text("command"),
                                workspace.root(),
                                workspace.relative(directory),
                                workspace.user(),
                                limits,
                                OUTPUT_LIMIT));
        return answer(result);
    }

    private String answer(ProcessResult result) throws ToolException {
        String output = join(result.out(), result.err());
        if (result.timedOut()) {
            throw new ToolException(
                    "no end after %d s, killed.\n%s"
                            .formatted(limits.timeout().toSeconds(), output));
        }
        if (result.overMemory()) {
            throw new ToolException(
                    "its processes held more than %d MiB of memory together, killed.\n%s"
                            .formatted(limits.memoryMiB(), output));
        }
        // grep, diff and test say "no" with 1 and silence; that is an answer.
        if (result.succeeded() || (result.exitCode() == 1 && result.err().isBlank())) {
            String shown = output.isEmpty() ? "(no output)" : output;
            return result.succeeded() ? shown : shown + "\n(exit code 1)";
        }
        throw new ToolException("exit code %d\n%s".formatted(result.exitCode(), output));
    }

    private static String join(String out, String err) {
        if (err.isBlank()) {
            return out;
        }
        return out.isBlank() ? err : out + (out.endsWith("\n") ? "" : "\n") + err;
    }
}
