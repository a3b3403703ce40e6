package dev.workrail.worker.session;

import dev.workrail.contracts.session.BlobRef;

/// One org's blobs. Thread-safe.
public interface Blobs {
    /// Stores `content`; durable when it returns.
    BlobRef put(String type, byte[] content);

    /// @throws RuntimeException where it is absent or damaged
    byte[] get(BlobRef ref);

    /// Encrypts what rides in an event.
    ///
    /// @param context what it belongs to
    byte[] seal(String context, byte[] content);

    /// @throws RuntimeException where it was altered or belongs to something else
    byte[] open(String context, byte[] sealed);
}
