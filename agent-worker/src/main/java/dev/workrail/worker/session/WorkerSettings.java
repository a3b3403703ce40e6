package dev.workrail.worker.session;

import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.platform.git.GitTrust;
import dev.workrail.worker.lease.Lease;
import dev.workrail.worker.sandbox.SandboxLimits;
import java.nio.file.Path;
import java.time.Duration;

/// What this worker is and may do.
///
/// @param window how long a lease lives without a confirmed heartbeat
/// @param home where mirrors and worktrees lie
/// @param root true where the worker runs as root
/// @param firstSandboxUser first of the user ids set aside for sandboxes
/// @param gateAttempts how often a session may hand in a change its gates refuse
/// @param allowLocalRemotes true accepts repositories on this machine
/// @param trust whom git believes to be a remote
public record WorkerSettings(
        WorkerId worker,
        DomainId domain,
        PoolId pool,
        int slots,
        Duration window,
        Path home,
        boolean root,
        int firstSandboxUser,
        SandboxLimits limits,
        int gateAttempts,
        boolean allowLocalRemotes,
        GitTrust trust,
        Authorship author) {
    /// Where the files of all sessions lie.
    public Path sessions() {
        return home.resolve("sessions");
    }

    /// Where the files of a session lie under one lease. Each lease has its own: a session may come
    /// back to this worker before an earlier lease of it has ended.
    public Path directory(Lease.Key lease) {
        return sessions().resolve(lease.session() + "-" + lease.epoch());
    }
}
