package dev.workrail.worker.session;

import dev.workrail.contracts.session.BlobRef;

/// One org's blobs. Thread-safe.
public interface Blobs {
    /// Stores `content`; durable when it returns.
    BlobRef put(String type, byte[] content);

    /// @throws RuntimeException where it is absent or damaged
    byte[] get(BlobRef ref);
}
