package dev.workrail.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a worker runs sessions.
@ConfigMapping(prefix = "workrail.worker")
public interface WorkerConfig {
    /// Name of this worker, the same after a restart; a fresh one each start where it is absent.
    Optional<String> id();

    /// The scheduling domain it serves.
    @WithDefault("default")
    String domain();

    /// The pool whose dispatches it takes.
    @WithDefault("default")
    String pool();

    /// Sessions at once.
    @WithDefault("4")
    int slots();

    /// How long a lease lives without a confirmed heartbeat. Heartbeats go out every fifth of it.
    /// The same as the dispatcher's.
    @WithDefault("15s")
    Duration window();

    /// Where mirrors and worktrees lie. Nothing in it needs to outlive the worker.
    @WithDefault("data/worker")
    Path home();

    /// How long the files of a session stay that was killed with its worktree kept.
    @WithDefault("24h")
    Duration worktreeKeep();

    /// How long a mirror of a repository stays that no session uses.
    @WithDefault("720h")
    Duration mirrorKeep();

    /// Size of all mirrors together, MiB; above it the least recently used go first. Mirrors that
    /// running sessions use are never removed, and may exceed it.
    @WithName("mirror-mib")
    @WithDefault("20480")
    int mirrorMiB();

    /// How often disk is freed.
    @WithDefault("1h")
    Duration sweepInterval();

    /// How long a draining worker waits for sessions to reach a safe point.
    @WithDefault("60s")
    Duration drainTimeout();

    /// `bubblewrap` refuses to start where commands cannot be isolated; `allow-unsandboxed` then
    /// runs them with the worker's own rights.
    @WithDefault("bubblewrap")
    String sandbox();

    /// Host directories beyond the system's own that sandboxed commands may read.
    Optional<List<Path>> sandboxReadable();

    /// First of as many numeric user ids as there are slots; used where the worker runs as root.
    @WithDefault("64100")
    int sandboxFirstUser();

    /// Memory of a command, MiB: writable memory of each of its processes, held by the kernel, and
    /// what all of them hold together, looked at five times a second; beyond it the command is
    /// killed.
    @WithName("memory-mib")
    @WithDefault("2048")
    int memoryMiB();

    /// CPU time of each process of a command, seconds.
    @WithDefault("600")
    int cpuSeconds();

    /// Processes and threads of a command at once.
    @WithDefault("256")
    int processes();

    /// Largest file a command writes, and size of its `/tmp`, MiB.
    @WithName("file-mib")
    @WithDefault("1024")
    int fileMiB();

    /// Wall clock of a command, and of the test gate.
    @WithDefault("300s")
    Duration commandTimeout();

    /// How often a session may hand in a change that fails its tests or holds a secret, before it
    /// ends with an error; 1 gives no second chance.
    @WithDefault("3")
    int gateAttempts();

    /// Longest that one git command may take.
    @WithDefault("120s")
    Duration gitTimeout();

    /// Also accept repositories on this machine (`/path`, `file://`). For one machine; in a shared
    /// deployment an org could name a path of another.
    @WithDefault("false")
    boolean allowLocalRemotes();

    /// PEM file with the certificate authorities that git trusts over https, in place of the
    /// system's; for a git host of one's own.
    Optional<Path> gitCaFile();

    /// File in the form of known_hosts with the ssh hosts that git trusts, besides those that a git
    /// secret itself names.
    Optional<Path> sshKnownHosts();

    /// Directory of the deployment's key files; needed to open git credentials. Where none is named
    /// at all, a worker runs without them.
    @WithDefault("${workrail.secrets.keys-dir:}")
    Optional<Path> secretKeys();

    /// Directory with further transcripts of the rehearsal model, `<name>.json`.
    Optional<Path> transcripts();

    /// The model of sessions whose trigger names none, `provider/model-id`.
    @WithDefault("rehearsal/fix-greeting")
    String model();

    /// Author and committer of the worker's commits.
    @WithDefault("WorkRail Auto")
    String authorName();

    /// Their address.
    @WithDefault("workrail-auto@noreply.local")
    String authorEmail();
}
