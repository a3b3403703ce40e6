package dev.workrail.worker.git;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.git.GitAccess;
import dev.workrail.worker.process.ProcessResult;
import dev.workrail.worker.process.ProcessRunner;
import dev.workrail.worker.process.ProcessSpec;
import dev.workrail.worker.sandbox.SandboxUser;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A bare remote with one commit, a mirror of it, and worktrees on request.
public final class GitFixture implements AutoCloseable {
    public static final SandboxUser USER =
            SandboxUser.ofSlot(System.getProperty("user.name").equals("root"), 64_100, 3);
    static final CommitMeta META =
            new CommitMeta(
                    "WorkRail Auto",
                    "auto@noreply.local",
                    Instant.parse("2026-03-01T12:00:00Z"),
                    "Fix it\n");

    public final ProcessRunner processes = new ProcessRunner();
    public final Git git = new Git(processes, Duration.ofSeconds(30));
    public final Path home;
    public final Path remote;
    final Mirrors mirrors;
    public final Mirror mirror;

    public GitFixture(Path home) throws Exception {
        this.home = home;
        remote = home.resolve("remote.git");
        shell(
                home,
                """
                git init -q --bare -b main remote.git
                git clone -q remote.git seed 2>/dev/null
                cd seed
                echo 'one' > a.txt; mkdir lib; echo 'two' > lib/b.txt; echo '*.log' > .gitignore
                printf '#!/bin/bash\\nexit 0\\n' > run.sh; chmod +x run.sh; ln -s a.txt link
                git add -A
                git -c user.name=Dev -c user.email=dev@example.test commit -qm 'Start'
                git push -q origin HEAD:main
                """);
        mirrors = new Mirrors(git, home.resolve("mirrors"));
        mirror = mirror("acme");
    }

    /// That org's mirror of the remote.
    Mirror mirror(String org) {
        return mirrors.of(new OrgId(org), RemoteUrl.of(remote.toString(), true), GitAccess.OPEN);
    }

    SessionWorktree worktree(String name) throws Exception {
        return SessionWorktree.create(
                mirror, USER, home.resolve(name), mirror.fetch("main"), "worktrain/" + name);
    }

    /// Runs as the agent would: without isolation, but with hostile intent.
    public String shell(Path directory, String script) throws Exception {
        ProcessResult result =
                processes.run(
                        new ProcessSpec(
                                List.of("/bin/bash", "-ec", script),
                                Map.of("PATH", "/usr/bin:/bin", "HOME", home.toString()),
                                directory,
                                new byte[0],
                                Duration.ofSeconds(30),
                                0,
                                100_000));
        if (!result.succeeded()) {
            throw new AssertionError(result.err());
        }
        return result.out().strip();
    }

    @Override
    public void close() {
        processes.close();
    }
}
