package dev.workrail.worker.git;

import dev.workrail.platform.git.GitAccess;
import dev.workrail.worker.process.ProcessResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The worker's own bare copy of one repository of one org: what sessions start from, what their
/// commits are imported into, and the only place that talks to the remote. No sandbox ever sees it.
///
/// Thread-safe within one worker; a worker's data directory belongs to one process.
public final class Mirror {
    static final String SESSIONS = "refs/sessions/";

    private static final String USED = "workrail-used";

    private final Git git;
    private final Path directory;
    private final RemoteUrl remote;
    private final GitAccess access;
    private final ReentrantLock lock;

    Mirror(Git git, Path directory, RemoteUrl remote, GitAccess access, ReentrantLock lock) {
        this.git = git;
        this.directory = directory;
        this.remote = remote;
        this.access = access;
        this.lock = lock;
    }

    public Path directory() {
        return directory;
    }

    public RemoteUrl remote() {
        return remote;
    }

    Git git() {
        return git;
    }

    /// Brings the mirror up to the remote's `branch` and answers its commit.
    public String fetch(String branch) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            create();
            String ref = "refs/upstream/" + branch;
            git.in(
                            directory,
                            "fetch",
                            "--quiet",
                            "--no-tags",
                            "--no-write-fetch-head",
                            remote.value(),
                            "+refs/heads/" + branch + ":" + ref)
                    .through(access)
                    .text();
            return git.in(directory, "rev-parse", "--verify", ref + "^{commit}").text();
        } finally {
            lock.unlock();
        }
    }

    /// True where the mirror has the commit.
    public boolean has(String commit) throws InterruptedException {
        return git.in(directory, "cat-file", "-e", commit + "^{commit}").result().succeeded();
    }

    /// Takes a session's commit out of a bundle. Every object is checked (`fsck`) before any is
    /// kept.
    ///
    /// @throws GitException where an object is malformed or hostile
    public void importBundle(Path bundle, String session) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            String refs = SessionRepository.SNAPSHOT_REF + ":" + SESSIONS + session;
            git.in(
                            directory,
                            "-c",
                            "transfer.fsckObjects=true",
                            "fetch",
                            "--quiet",
                            "--no-tags",
                            "--no-write-fetch-head",
                            bundle.toString(),
                            "+" + refs)
                    .text();
        } finally {
            lock.unlock();
        }
    }

    /// The object the remote's `ref` is at now; absent where it does not exist.
    public @Nullable String remoteRef(String ref) throws InterruptedException {
        String line = git.in(directory, "ls-remote", remote.value(), ref).through(access).text();
        return line.isEmpty() ? null : line.substring(0, line.indexOf('\t'));
    }

    /// Puts the remote's `ref` at `commit`, provided it still is at `old`.
    ///
    /// @param old absent where the ref must not exist yet
    /// @return absent on success, else git's reason
    public @Nullable String push(String ref, @Nullable String old, String commit)
            throws InterruptedException {
        ProcessResult result =
                git.in(
                                directory,
                                "push",
                                "--porcelain",
                                "--no-verify",
                                "--no-recurse-submodules",
                                "--force-with-lease=" + ref + ":" + (old == null ? "" : old),
                                remote.value(),
                                commit + ":" + ref)
                        .through(access)
                        .result();
        return result.succeeded() ? null : RemoteUrl.redact(result.out() + result.err()).strip();
    }

    /// When the mirror in `directory` last served a session.
    static Instant usedAt(Path directory) {
        try {
            Path mark = directory.resolve(USED);
            return Files.getLastModifiedTime(Files.exists(mark) ? mark : directory).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void create() throws InterruptedException {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(USED), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Both do nothing where they were done, so a crash between them leaves nothing half made.
        git.in(directory, "init", "--quiet", "--bare", "--template=", directory.toString()).text();
        git.in(directory, "config", "uploadpack.allowAnySHA1InWant", "true").text();
    }
}
