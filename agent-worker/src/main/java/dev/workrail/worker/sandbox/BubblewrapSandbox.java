package dev.workrail.worker.sandbox;

import dev.workrail.worker.process.ProcessResult;
import dev.workrail.worker.process.ProcessRunner;
import dev.workrail.worker.process.ProcessSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Isolates each command in its own mount, process, network, IPC and user namespaces. The command
/// sees the system's programs read-only, a private `/tmp`, its worktree, and no variable of the
/// worker's environment. All its processes end with it.
public final class BubblewrapSandbox implements Sandbox {
    private static final Map<String, String> PATH_ONLY = Map.of("PATH", "/usr/bin:/bin:/usr/sbin");

    private final ProcessRunner processes;
    private final List<Path> readable;

    /// @param readable host directories beyond the system's own that commands may read
    public BubblewrapSandbox(ProcessRunner processes, List<Path> readable) {
        this.processes = processes;
        this.readable = List.copyOf(readable);
    }

    @Override
    public ProcessResult run(SandboxCommand command) throws InterruptedException {
        return processes.run(
                new ProcessSpec(
                        BubblewrapCommandLine.of(command, readable),
                        PATH_ONLY,
                        command.worktree(),
                        new byte[0],
                        command.limits().timeout(),
                        command.limits().memoryBytes(),
                        command.outputLimit()));
    }

    @Override
    public boolean isolated() {
        return true;
    }
}
