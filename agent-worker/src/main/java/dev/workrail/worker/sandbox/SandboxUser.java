package dev.workrail.worker.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// The operating-system user a slot's commands run as.
///
/// A worker that runs as root gives each slot a user of its own, because the kernel exempts root
/// from the process limit and counts it per user. Any other worker runs commands as itself.
///
/// @param id numeric user and group id; negative where commands run as the worker's own user
public record SandboxUser(int id) {
    /// Commands run as the user the worker runs as.
    public static final SandboxUser SELF = new SandboxUser(-1);

    /// The user of slot `slot` where the worker runs as root.
    ///
    /// @param base first of the numeric ids set aside for sandboxes
    public static SandboxUser ofSlot(boolean root, int base, int slot) {
        return root ? new SandboxUser(base + slot) : SELF;
    }

    public boolean separate() {
        return id >= 0;
    }

    /// Makes `path` itself (never what a link points to) belong to this user.
    public void own(Path path) throws IOException {
        if (separate()) {
            Files.setAttribute(path, "unix:uid", id, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", id, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /// Makes a whole tree belong to this user; links are not followed.
    public void ownTree(Path root) {
        if (!separate()) {
            return;
        }
        try {
            Files.walkFileTree(root, new Owning(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Owning extends SimpleFileVisitor<Path> {
        private final SandboxUser user;

        Owning(SandboxUser user) {
            this.user = user;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
                throws IOException {
            user.own(dir);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            user.own(file);
            return FileVisitResult.CONTINUE;
        }
    }
}
