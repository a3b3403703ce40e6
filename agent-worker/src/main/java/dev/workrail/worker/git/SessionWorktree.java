package dev.workrail.worker.git;

import dev.workrail.worker.sandbox.SandboxUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A session's working files, and the commits made of them.
///
/// The agent owns everything in [#files()], `.git` included; the worker reads only the working
/// files, into a repository of its own that the sandbox never sees. What the agent does to its
/// `.git` therefore has no effect outside the sandbox. Not thread-safe.
public final class SessionWorktree {
    private static final String SNAPSHOT_MESSAGE = "Work in progress";
    private static final Instant SNAPSHOT_TIME = Instant.EPOCH;
    private static final int HISTORY_DEPTH = 50;

    private final Mirror mirror;
    private final SandboxUser user;
    private final Path home;
    private final SessionRepository repository;
    private final String base;

    private SessionWorktree(Mirror mirror, SandboxUser user, Path home, String base) {
        this.mirror = mirror;
        this.user = user;
        this.home = home;
        this.base = base;
        this.repository =
                new SessionRepository(
                        mirror.git(), home.resolve(SessionRepository.NAME), home.resolve("files"));
    }

    /// Makes the worktree at `base`, a commit the mirror has.
    ///
    /// @param home directory of this session's lease; what is in it from before is removed
    /// @param branch the branch the agent finds itself on
    public static SessionWorktree create(
            Mirror mirror, SandboxUser user, Path home, String base, String branch)
            throws InterruptedException {
        SessionWorktree worktree = new SessionWorktree(mirror, user, home, base);
        worktree.remove();
        worktree.checkOut(branch);
        worktree.repository.create(mirror, base);
        user.ownTree(worktree.files());
        return worktree;
    }

    /// Makes the worktree as it was when `bundle` was taken.
    public static SessionWorktree restore(
            Mirror mirror, SandboxUser user, Path home, String base, String branch, byte[] bundle)
            throws InterruptedException {
        SessionWorktree worktree = create(mirror, user, home, base, branch);
        Path file = home.resolve("restore.bundle");
        try {
            Files.write(file, bundle);
            String commit = worktree.repository.unbundle(file);
            worktree.repository.onIndex("update-index", "-q", "--refresh").result();
            worktree.repository.onIndex("read-tree", "--reset", "-u", commit).text();
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        user.ownTree(worktree.files());
        return worktree;
    }

    public Path files() {
        return repository.worktree();
    }

    public String base() {
        return base;
    }

    public String baseTree() throws InterruptedException {
        return repository.command("rev-parse", base + "^{tree}").text();
    }

    /// The base's committer date.
    public Instant baseTime() throws InterruptedException {
        return Instant.ofEpochSecond(
                Long.parseLong(repository.command("show", "-s", "--format=%ct", base).text()));
    }

    /// Files changed, lines added and lines removed by `commit`.
    public int[] counts(String commit) throws InterruptedException {
        int[] counts = new int[3];
        String[] lines =
                repository
                        .command("diff-tree", "-r", "--numstat", base, commit)
                        .output()
                        .split("\n");
        for (String line : lines) {
            String[] parts = line.split("\t");
            if (parts.length == 3) {
                counts[0]++;
                // A dash stands for a binary file.
                counts[1] += parts[0].equals("-") ? 0 : Integer.parseInt(parts[0]);
                counts[2] += parts[1].equals("-") ? 0 : Integer.parseInt(parts[1]);
            }
        }
        return counts;
    }

    /// What `commit` changes in the base, as a patch. Of binary files it says that they differ.
    public byte[] diff(String commit) throws InterruptedException {
        return repository
                .command(
                        "diff-tree",
                        "-r",
                        "-p",
                        "--find-renames",
                        "--no-color",
                        "--no-ext-diff",
                        "--no-textconv",
                        "--src-prefix=a/",
                        "--dst-prefix=b/",
                        base,
                        commit)
                .bytes();
    }

    /// The tree of the working files as they are now. Files that `.gitignore` names are left out,
    /// and so are repositories within the repository.
    public String tree() throws InterruptedException {
        return tree(Set.of());
    }

    /// The tree of the base with only `declared` taken from the working files; all of them where
    /// `declared` is empty.
    public String tree(Set<String> declared) throws InterruptedException {
        if (!declared.isEmpty()) {
            repository.onIndex("read-tree", base).text();
        }
        Set<String> paths = new LinkedHashSet<>();
        paths.addAll(WorktreeFiles.split(repository.onIndex("ls-files", "-z", "-c").output()));
        paths.addAll(
                WorktreeFiles.split(
                        repository.onIndex("ls-files", "-z", "-o", "--exclude-standard").output()));
        if (!declared.isEmpty()) {
            paths.retainAll(declared);
        }
        takeUp(paths);
        return repository.onIndex("write-tree").text();
    }

    private void takeUp(Set<String> paths) throws InterruptedException {
        Set<String> submodules = submodules();
        WorktreeFiles files = new WorktreeFiles(files());
        List<String> present = new ArrayList<>();
        StringBuilder gone = new StringBuilder();
        for (String path : paths) {
            if (files.present(path)) {
                present.add(path);
            } else if (!submodules.contains(path) && !path.endsWith("/")) {
                gone.append("0 0000000000000000000000000000000000000000\t")
                        .append(path)
                        .append('\0');
            }
        }
        repository.onIndex("update-index", "-z", "--index-info").stdin(gone.toString()).text();
        repository
                .onIndex("update-index", "-z", "--add", "--replace", "--stdin")
                .stdin(String.join("\0", present) + "\0")
                .text();
    }

    private Set<String> submodules() throws InterruptedException {
        Set<String> found = new HashSet<>();
        for (String entry :
                WorktreeFiles.split(repository.onIndex("ls-files", "-z", "-s").output())) {
            if (entry.startsWith("160000 ")) {
                found.add(entry.substring(entry.indexOf('\t') + 1));
            }
        }
        return found;
    }

    /// The commit of `tree` on the base. Equal trees and meta make the same commit anywhere.
    public String commit(String tree, CommitMeta meta) throws InterruptedException {
        return repository
                .command("commit-tree", tree, "-p", base)
                .with(meta.environment())
                .stdin(meta.message())
                .text();
    }

    /// The working files as bytes another worker can restore.
    public byte[] snapshot(String tree) throws InterruptedException {
        CommitMeta meta =
                new CommitMeta("worker", "worker@localhost", SNAPSHOT_TIME, SNAPSHOT_MESSAGE);
        return bundle(commit(tree, meta));
    }

    /// A commit and all it adds to the base, as bytes.
    public byte[] bundle(String commit) throws InterruptedException {
        Path file = home.resolve("session.bundle");
        repository.bundle(commit, base, file);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Imports `commit` into the mirror, object by object checked.
    public void importCommit(String commit, String session) throws InterruptedException {
        Path file = home.resolve("import.bundle");
        repository.bundle(commit, base, file);
        mirror.importBundle(file, session);
    }

    /// Removes everything of this lease from the disk.
    public void remove() {
        DirectoryRemoval.remove(home);
    }

    private void checkOut(String branch) throws InterruptedException {
        try {
            Files.createDirectories(files());
            Files.createDirectories(home.resolve(SessionRepository.NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path agents = files().resolve(".git");
        Git git = mirror.git();
        git.in(agents, "init", "--quiet", "--template=", files().toString()).text();
        git.in(
                        agents,
                        "fetch",
                        "--quiet",
                        "--no-tags",
                        "--depth=" + HISTORY_DEPTH,
                        "file://" + mirror.directory(),
                        base)
                .text();
        git.in(agents, "checkout", "--quiet", "-B", branch, base)
                .with(Map.of("GIT_WORK_TREE", files().toString()))
                .text();
    }
}
