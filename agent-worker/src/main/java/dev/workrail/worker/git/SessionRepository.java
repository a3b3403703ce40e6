package dev.workrail.worker.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A bare repository of the worker's own for one session, borrowing the mirror's objects. The
/// session's snapshots and its commit are made here, from the files of the worktree alone.
final class SessionRepository {
    /// Name of the repository in the directory of a session.
    static final String NAME = "repo.git";

    private static final String ALTERNATES = "objects/info/alternates";

    static final String SNAPSHOT_REF = "refs/heads/snapshot";

    private final Git git;
    private final Path directory;
    private final Path worktree;

    SessionRepository(Git git, Path directory, Path worktree) {
        this.git = git;
        this.directory = directory;
        this.worktree = worktree;
    }

    Path worktree() {
        return worktree;
    }

    /// Makes it, with the index at `base`.
    void create(Mirror mirror, String base) throws InterruptedException {
        git.in(directory, "init", "--quiet", "--bare", "--template=", directory.toString()).text();
        try {
            Path alternates = directory.resolve(ALTERNATES);
            Files.createDirectories(alternates.getParent());
            Files.writeString(alternates, mirror.directory().resolve("objects") + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        onIndex("read-tree", base).text();
    }

    /// The object directory that the repository of a session reads from, where there is one.
    static Optional<Path> borrowedFrom(Path session) {
        Path alternates = session.resolve(NAME).resolve(ALTERNATES);
        try {
            return Files.exists(alternates)
                    ? Optional.of(Path.of(Files.readString(alternates).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A command on the session's index and worktree.
    Git.Command onIndex(String... arguments) {
        return git.in(directory, arguments)
                .with(
                        Map.of(
                                "GIT_INDEX_FILE", directory.resolve("session.index").toString(),
                                "GIT_WORK_TREE", worktree.toString()));
    }

    Git.Command command(String... arguments) {
        return git.in(directory, arguments);
    }

    /// Everything `commit` adds to `base`, as one file.
    void bundle(String commit, String base, Path file) throws InterruptedException {
        command("update-ref", SNAPSHOT_REF, commit).text();
        command("bundle", "create", "--quiet", file.toString(), SNAPSHOT_REF, "^" + base).text();
    }

    /// Takes a bundle back in and answers its commit.
    String unbundle(Path file) throws InterruptedException {
        command(
                        "-c",
                        "transfer.fsckObjects=true",
                        "fetch",
                        "--quiet",
                        "--no-tags",
                        "--no-write-fetch-head",
                        file.toString(),
                        "+" + SNAPSHOT_REF + ":" + SNAPSHOT_REF)
                .text();
        return command("rev-parse", "--verify", SNAPSHOT_REF + "^{commit}").text();
    }
}
