package dev.workrail.worker;

import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.platform.git.GitTrust;
import dev.workrail.worker.git.DirectoryRemoval;
import dev.workrail.worker.git.Git;
import dev.workrail.worker.git.MirrorSweep;
import dev.workrail.worker.git.Mirrors;
import dev.workrail.worker.lease.Leases;
import dev.workrail.worker.process.ProcessRunner;
import dev.workrail.worker.sandbox.Sandbox;
import dev.workrail.worker.sandbox.SandboxLimits;
import dev.workrail.worker.sandbox.SandboxUser;
import dev.workrail.worker.sandbox.Sandboxes;
import dev.workrail.worker.session.Authorship;
import dev.workrail.worker.session.Machine;
import dev.workrail.worker.session.WorkerMetrics;
import dev.workrail.worker.session.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/// What a worker has of its machine: directories, git, and a sandbox that was tried.
final class WorkerMachine {
    private static final String ALLOW = "allow-unsandboxed";
    private static final String REQUIRE = "bubblewrap";

    private WorkerMachine() {}

    static WorkerSettings settings(WorkerConfig config, Clock clock, RandomGenerator random)
            throws IOException {
        if (config.slots() < 1) {
            throw new IllegalArgumentException(
                    "workrail.worker.slots: expected 1 or more, was %d; raise it, or leave the worker role out"
                            .formatted(config.slots()));
        }
        String id = config.id().orElseGet(() -> Ids.mint("worker", clock.instant(), random));
        Path home = Files.createDirectories(config.home().toAbsolutePath()).toRealPath();
        return new WorkerSettings(
                new WorkerId(id),
                new DomainId(config.domain()),
                new PoolId(config.pool()),
                config.slots(),
                config.window(),
                home,
                "root".equals(System.getProperty("user.name")),
                config.sandboxFirstUser(),
                new SandboxLimits(
                        false,
                        config.memoryMiB(),
                        config.cpuSeconds(),
                        config.processes(),
                        config.fileMiB(),
                        config.commandTimeout()),
                config.gateAttempts(),
                config.allowLocalRemotes(),
                new GitTrust(config.gitCaFile(), config.sshKnownHosts()),
                new Authorship(config.authorName(), config.authorEmail()));
    }

    /// Clears what sessions of an earlier life left, and tries the sandbox.
    static Machine open(
            WorkerConfig config,
            WorkerSettings settings,
            ProcessRunner processes,
            WorkerMetrics metrics)
            throws IOException, InterruptedException {
        DirectoryRemoval.remove(settings.sessions());
        Files.createDirectories(settings.sessions());
        Git git = new Git(processes, config.gitTimeout());
        Mirrors mirrors = new Mirrors(git, settings.home().resolve("mirrors"));
        return new Machine(git, mirrors, sandbox(config, settings, processes), metrics);
    }

    static Housekeeping housekeeping(
            WorkerConfig config,
            WorkerSettings settings,
            Machine machine,
            Leases leases,
            Clock clock) {
        MirrorSweep.Policy policy =
                new MirrorSweep.Policy(config.mirrorKeep(), config.mirrorMiB() * 1024L * 1024L);
        return new Housekeeping(
                new MirrorSweep(machine.mirrors(), settings.sessions(), policy, clock),
                settings,
                leases,
                config.worktreeKeep(),
                clock);
    }

    private static Sandbox sandbox(
            WorkerConfig config, WorkerSettings settings, ProcessRunner processes)
            throws InterruptedException {
        if (!List.of(ALLOW, REQUIRE).contains(config.sandbox())) {
            throw new IllegalArgumentException(
                    "workrail.worker.sandbox: expected %s or %s, but was '%s'"
                            .formatted(REQUIRE, ALLOW, config.sandbox()));
        }
        return Sandboxes.choose(
                processes,
                config.sandboxReadable().orElse(List.of()),
                SandboxUser.ofSlot(settings.root(), settings.firstSandboxUser(), 0),
                settings.home(),
                config.sandbox().equals(ALLOW));
    }
}
