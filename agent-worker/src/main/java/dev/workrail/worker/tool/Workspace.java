package dev.workrail.worker.tool;

import dev.workrail.worker.sandbox.Sandbox;
import dev.workrail.worker.sandbox.SandboxUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// The worktree as tools see it. Resolves the agent's paths and lets none out: not by `..`, not by
/// a link, not by a neighbour whose name begins alike.
///
/// Checked paths stay good until the next command runs: no process of the agent's lives between
/// calls.
public final class Workspace {
    private final Path root;
    private final SandboxUser user;

    /// @param root the real path of an existing directory
    public Workspace(Path root, SandboxUser user) throws IOException {
        this.root = root.toRealPath();
        this.user = user;
    }

    public Path root() {
        return root;
    }

    public SandboxUser user() {
        return user;
    }

    /// The host path of what the agent calls `path`: relative to the worktree, or absolute below
    /// [Sandbox#WORKSPACE].
    public Path resolve(String path) throws ToolException {
        try {
            Path resolved = root.resolve(relative(path)).normalize();
            if (!resolved.startsWith(root)) {
                throw outside(path);
            }
            requireRealWithin(resolved, path);
            return resolved;
        } catch (InvalidPathException e) {
            throw new ToolException("not a path: " + e.getReason(), e);
        } catch (IOException e) {
            throw new ToolException("cannot resolve '" + path + "': " + reason(e), e);
        }
    }

    /// @throws ToolException for what lies below a `.git`, by whatever name it is reached: git
    ///   alone writes there
    void requireWritable(Path resolved) throws ToolException {
        try {
            Path real =
                    Files.exists(resolved)
                            ? resolved.toRealPath()
                            : realParent(resolved).resolve(resolved.getFileName());
            for (Path part : root.relativize(real)) {
                if (part.toString().equalsIgnoreCase(".git")) {
                    throw new ToolException(
                            "'%s' belongs to git; run git with Bash instead"
                                    .formatted(relative(resolved)));
                }
            }
        } catch (IOException e) {
            throw new ToolException("cannot resolve '" + relative(resolved) + "': " + reason(e), e);
        }
    }

    private Path realParent(Path resolved) throws IOException {
        Path existing = parent(resolved);
        while (!Files.exists(existing)) {
            existing = parent(existing);
        }
        return existing.toRealPath().resolve(existing.relativize(parent(resolved)));
    }

    /// Where a resolved path lies, as the agent writes it.
    public String relative(Path resolved) {
        return root.relativize(resolved).toString();
    }

    private static Path relative(String path) throws ToolException {
        if (path.equals(Sandbox.WORKSPACE) || path.isEmpty()) {
            return Path.of("");
        }
        if (path.startsWith(Sandbox.WORKSPACE + "/")) {
            return Path.of(path.substring(Sandbox.WORKSPACE.length() + 1).replaceFirst("^/+", ""));
        }
        if (path.startsWith("/")) {
            throw outside(path);
        }
        return Path.of(path);
    }

    private void requireRealWithin(Path resolved, String path) throws IOException, ToolException {
        Path existing = resolved;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = parent(existing);
        }
        // A link to nowhere exists but has no real path: it fails here.
        if (!existing.toRealPath().startsWith(root)) {
            throw outside(path);
        }
    }

    private Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? root : parent;
    }

    private static ToolException outside(String path) {
        return new ToolException(
                "'%s' lies outside the workspace; use a path below %s"
                        .formatted(path, Sandbox.WORKSPACE));
    }

    /// What went wrong, without the host's paths.
    static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException _ -> "no such file or directory";
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            case java.nio.file.FileSystemException f when f.getReason() != null -> f.getReason();
            default -> e.getClass().getSimpleName();
        };
    }
}
