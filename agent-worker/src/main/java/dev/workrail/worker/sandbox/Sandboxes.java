package dev.workrail.worker.sandbox;

import dev.workrail.worker.process.ProcessResult;
import dev.workrail.worker.process.ProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Chooses the sandbox by trying it: a machine may have bubblewrap and still forbid namespaces.
public final class Sandboxes {
    private static final SandboxLimits PROBE_LIMITS =
            new SandboxLimits(false, 256, 5, 32, 16, Duration.ofSeconds(10));

    private Sandboxes() {}

    /// @param allowUnsandboxed true falls back to no isolation where bubblewrap does not work
    /// @param scratch an existing directory to probe in
    /// @throws SandboxUnavailableException where commands could not be isolated
    public static Sandbox choose(
            ProcessRunner processes,
            List<Path> readable,
            SandboxUser user,
            Path scratch,
            boolean allowUnsandboxed)
            throws InterruptedException {
        BubblewrapSandbox bubblewrap = new BubblewrapSandbox(processes, readable);
        String problem = probe(bubblewrap, user, scratch);
        if (problem.isEmpty()) {
            return bubblewrap;
        }
        if (allowUnsandboxed) {
            return new UnsandboxedSandbox(processes);
        }
        throw new SandboxUnavailableException(
                "workrail.worker.sandbox: commands cannot be isolated (%s). Install bubblewrap (apt-get install bubblewrap) and allow user namespaces, or accept commands with the worker's own rights with workrail.worker.sandbox=allow-unsandboxed"
                        .formatted(problem));
    }

    private static String probe(Sandbox sandbox, SandboxUser user, Path scratch)
            throws InterruptedException {
        try {
            Path directory = Files.createTempDirectory(scratch, "sandbox-probe");
            user.own(directory);
            try {
                ProcessResult result =
                        sandbox.run(
                                new SandboxCommand(
                                        "echo isolated", directory, "", user, PROBE_LIMITS, 4096));
                return result.succeeded() ? "" : result.err().strip();
            } finally {
                Files.delete(directory);
            }
        } catch (UncheckedIOException e) {
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
