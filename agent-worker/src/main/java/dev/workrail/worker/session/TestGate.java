package dev.workrail.worker.session;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.session.Change;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.session.Verification;
import dev.workrail.worker.git.CleanCheckout;
import dev.workrail.worker.git.Mirror;
import dev.workrail.worker.process.ProcessResult;
import dev.workrail.worker.sandbox.Sandbox;
import dev.workrail.worker.sandbox.SandboxCommand;
import dev.workrail.worker.sandbox.SandboxLimits;
import dev.workrail.worker.sandbox.SandboxUser;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// Runs the workspace's tests on a clean checkout of the commit, in a sandbox of its own. What the
/// agent claims about the tests plays no part.
final class TestGate {
    private static final int OUTPUT_LIMIT = 4 * 1024 * 1024;

    private final Sandbox sandbox;
    private final SandboxUser user;
    private final SandboxLimits limits;
    private final Blobs blobs;
    private final WorkerId worker;
    private final Clock clock;

    TestGate(
            Sandbox sandbox,
            SandboxUser user,
            SandboxLimits limits,
            Blobs blobs,
            WorkerId worker,
            Clock clock) {
        this.sandbox = sandbox;
        this.user = user;
        this.limits = limits;
        this.blobs = blobs;
        this.worker = worker;
        this.clock = clock;
    }

    /// @param output what the tests printed, its middle left out where it is long
    record Tested(Verification verification, String output) {}

    /// @return absent where the workspace names no tests
    Optional<Tested> run(ConfigValue.Workspace workspace, Mirror mirror, Change change, Path home)
            throws InterruptedException {
        String command = workspace.testCommand();
        if (command == null || command.isBlank()) {
            return Optional.empty();
        }
        try (CleanCheckout checkout = CleanCheckout.of(mirror, change.commit(), home, user)) {
            ProcessResult result =
                    sandbox.run(
                            new SandboxCommand(
                                    command, checkout.files(), "", user, limits, OUTPUT_LIMIT));
            return Optional.of(
                    new Tested(verification(command, change, result), result.out() + result.err()));
        }
    }

    private String summary(ProcessResult result) {
        if (result.timedOut()) {
            return "no end after %d s".formatted(limits.timeout().toSeconds());
        }
        return result.overMemory()
                ? "more than %d MiB of memory".formatted(limits.memoryMiB())
                : "exit code " + result.exitCode();
    }

    private Verification verification(String command, Change change, ProcessResult result) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(result.stdout());
        whole.writeBytes(result.stderr());
        BlobRef output = blobs.put("output", whole.toByteArray());
        return new Verification(
                Gate.UNIT_TESTS,
                result.succeeded(),
                change,
                command,
                result.exitCode(),
                output,
                summary(result),
                worker.value(),
                clock.instant(),
                result.took().toMillis());
    }
}
