package dev.workrail.worker.tool;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// The regular files below a directory, without those of builds, dependencies and git. Links are
/// not followed.
final class FileWalk extends SimpleFileVisitor<Path> {
    private static final Set<String> SKIPPED = Set.of("node_modules", ".git", "dist", "build");
    private static final int MAX_FILES = 100_000;

    private final List<Path> files = new ArrayList<>();

    private FileWalk() {}

    /// Sorted by path; at most 100,000.
    static List<Path> below(Path start) throws ToolException {
        if (Files.isRegularFile(start)) {
            return List.of(start);
        }
        FileWalk walk = new FileWalk();
        try {
            Files.walkFileTree(start, walk);
        } catch (IOException e) {
            throw new ToolException("cannot search: " + Workspace.reason(e), e);
        }
        walk.files.sort(Comparator.naturalOrder());
        return walk.files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        Path name = directory.getFileName();
        return name != null && SKIPPED.contains(name.toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            files.add(file);
        }
        return files.size() < MAX_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        // What the agent made unreadable is not found; that is the answer.
        return FileVisitResult.CONTINUE;
    }
}
