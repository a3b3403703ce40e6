package dev.workrail.platform.blob;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A bucket in a directory of this machine. Written files are on disk and whole before they appear.
public final class FileBucket implements BlobBucket {
    private final Path root;
    private final Path incoming;

    /// @param root made where needed, readable by its user alone
    public FileBucket(Path root) throws IOException {
        this.root = Files.createDirectories(root.toAbsolutePath().normalize());
        Files.setPosixFilePermissions(this.root, PosixFilePermissions.fromString("rwx------"));
        this.incoming = Files.createDirectories(this.root.resolve(".incoming"));
    }

    @Override
    public void write(String path, byte[] bytes) throws IOException {
        Path file = resolve(path);
        Path fresh = writeAside(bytes);
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            syncDirectoryOf(file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    @Override
    public void writeIfAbsent(String path, byte[] bytes) throws IOException {
        Path file = resolve(path);
        Path fresh = writeAside(bytes);
        try {
            // Of several links of one name the file system lets exactly one be made.
            Files.createLink(file, fresh);
            syncDirectoryOf(file);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(resolve(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Instant> writtenAt(String path) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(resolve(path)).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(String path) throws IOException {
        Files.deleteIfExists(resolve(path));
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> sink) throws IOException {
        Path directory = root.resolve(prefix).normalize();
        if (!directory.startsWith(root) || !Files.isDirectory(directory)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            describe(file).ifPresent(sink);
        }
    }

    private Optional<StoredObject> describe(Path file) throws IOException {
        if (file.startsWith(incoming)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new StoredObject(
                            root.relativize(file).toString(),
                            Files.size(file),
                            Files.getLastModifiedTime(file).toInstant()));
        } catch (NoSuchFileException e) {
            // Deleted since it was listed.
            return Optional.empty();
        }
    }

    private Path writeAside(byte[] bytes) throws IOException {
        Path fresh = Files.createTempFile(incoming, "blob", "");
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            var buffer = java.nio.ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        return fresh;
    }

    private static void syncDirectoryOf(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private Path resolve(String path) throws IOException {
        Path file = root.resolve(path).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new IllegalArgumentException("'" + path + "' is not a path in the bucket");
        }
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return file;
    }
}
