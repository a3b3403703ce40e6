package dev.workrail.platform.blob;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Opaque bytes under paths such as `org/acme/output/<sha256>`. Writing a path replaces it whole or
/// not at all. Thread-safe; blocks.
public interface BlobBucket extends AutoCloseable {
    void write(String path, byte[] bytes) throws IOException;

    /// Writes a path unless something is there already; of several at once exactly one does.
    void writeIfAbsent(String path, byte[] bytes) throws IOException;

    Optional<byte[]> read(String path) throws IOException;

    /// When the path was last written; empty where there is nothing.
    Optional<Instant> writtenAt(String path) throws IOException;

    /// Deletes the path if it is there.
    void delete(String path) throws IOException;

    /// Gives every object whose path starts with `prefix`, in no order.
    void list(String prefix, Consumer<StoredObject> sink) throws IOException;

    @Override
    default void close() throws IOException {}

    record StoredObject(String path, long bytes, Instant writtenAt) {}
}
