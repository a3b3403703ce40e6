package dev.workrail.worker.sandbox;

import dev.workrail.worker.process.ProcessResult;
import dev.workrail.worker.process.ProcessRunner;
import dev.workrail.worker.process.ProcessSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs commands with the worker's own rights, bounded in time, CPU and memory only. Only where an
/// operator set `workrail.worker.sandbox=allow-unsandboxed` and bubblewrap does not work.
final class UnsandboxedSandbox implements Sandbox {
    private final ProcessRunner processes;

    UnsandboxedSandbox(ProcessRunner processes) {
        this.processes = processes;
    }

    @Override
    public ProcessResult run(SandboxCommand command) throws InterruptedException {
        Path directory = command.worktree().resolve(command.directory());
        SandboxLimits limits = command.limits();
        return processes.run(
                new ProcessSpec(
                        List.of(
                                "prlimit",
                                "--core=0",
                                "--cpu=" + limits.cpuSeconds(),
                                "/bin/bash",
                                "-c",
                                command.command()),
                        Map.of(
                                "PATH", "/usr/local/bin:/usr/bin:/bin",
                                "HOME", command.worktree().toString(),
                                "LANG", "C.UTF-8"),
                        directory,
                        new byte[0],
                        limits.timeout(),
                        limits.memoryBytes(),
                        command.outputLimit()));
    }

    @Override
    public boolean isolated() {
        return false;
    }
}
