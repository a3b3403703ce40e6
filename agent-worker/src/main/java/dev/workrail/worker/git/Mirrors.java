package dev.workrail.worker.git;

import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.git.GitAccess;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The worker's mirrors, one for each repository of each org: orgs share none, even of one URL.
/// Thread-safe.
public final class Mirrors {
    private final Git git;
    private final Path directory;
    private final Map<Path, ReentrantLock> locks = new ConcurrentHashMap<>();

    public Mirrors(Git git, Path directory) {
        this.git = git;
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /// Held by whoever changes the mirror at `path`.
    ReentrantLock lock(Path path) {
        return locks.computeIfAbsent(path, ignored -> new ReentrantLock());
    }

    /// Drops the commits of sessions from a mirror that no session uses. For the holder of its
    /// lock.
    void forgetSessions(Path path) throws InterruptedException {
        String refs =
                git.in(path, "for-each-ref", "--format=delete %(refname)", Mirror.SESSIONS).text();
        if (!refs.isEmpty()) {
            git.in(path, "update-ref", "--stdin").stdin(refs + "\n").text();
            git.in(path, "gc", "--quiet", "--prune=now").text();
        }
    }

    public Mirror of(OrgId org, RemoteUrl remote, GitAccess access) {
        Path path = directory.resolve(Ids.derive("mirror", org.value(), remote.value()) + ".git");
        return new Mirror(git, path, remote, access, lock(path));
    }
}
