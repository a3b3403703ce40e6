package dev.workrail.worker.git;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Sorts the paths git sees in a worktree into those to take up and those that are gone, so that
/// git is never sent through a link or into a repository the agent planted.
final class WorktreeFiles {
    private final Path root;

    WorktreeFiles(Path root) {
        this.root = root;
    }

    /// The paths of a `-z` listing.
    static List<String> split(String listing) {
        return Arrays.stream(listing.split("\0", -1)).filter(path -> !path.isEmpty()).toList();
    }

    /// True for a regular file or a link that is reached through real directories, outside any
    /// `.git`.
    boolean present(String path) {
        if (path.endsWith("/") || insideGitDirectory(path)) {
            return false;
        }
        try {
            Path parent = root;
            Path relative = Path.of(path);
            for (int i = 0; i < relative.getNameCount() - 1; i++) {
                parent = parent.resolve(relative.getName(i));
                if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
                    return false;
                }
            }
            Path file = root.resolve(relative);
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.isSymbolicLink(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean insideGitDirectory(String path) {
        return Arrays.stream(path.split("/")).anyMatch(part -> part.equalsIgnoreCase(".git"));
    }
}
