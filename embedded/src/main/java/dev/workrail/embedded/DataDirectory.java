package dev.workrail.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// A directory that one process owns while this is open. Readable by its user alone.
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK_FILE = "workrail.lock";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /// Creates the directory where needed and takes it.
    ///
    /// @throws IOException where it cannot be made, or another process has it; the message says
    ///   which
    public static DataDirectory open(Path path) throws IOException {
        Path real = path.toAbsolutePath().normalize();
        Files.createDirectories(real);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwx------"));
        FileChannel channel =
                FileChannel.open(
                        real.resolve(LOCK_FILE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new IOException(
                    "data directory "
                            + real
                            + " is in use by another process: stop it, or choose another directory"
                            + " with --data-dir");
        }
        return new DataDirectory(real, channel, lock);
    }

    /// Whether another process has `path` now. Not for a process that has it itself: to look would
    /// give its lock away.
    public static boolean isHeld(Path path) throws IOException {
        Path file = path.resolve(LOCK_FILE);
        if (Files.notExists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            return lock == null;
        }
    }

    public Path path() {
        return path;
    }

    /// A directory below, made where needed, readable by its user alone.
    public Path directory(String name) throws IOException {
        Path directory = Files.createDirectories(path.resolve(name));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        return directory;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this process itself, which to the caller is the same.
            return null;
        }
    }
}
