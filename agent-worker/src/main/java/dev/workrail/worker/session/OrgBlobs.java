package dev.workrail.worker.session;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.platform.blob.BlobStore;
import java.io.IOException;
import java.io.UncheckedIOException;

/// One org's part of the blob store.
record OrgBlobs(BlobStore store, OrgId org) implements Blobs {
    @Override
    public BlobRef put(String type, byte[] content) {
        try {
            return store.put(org, type, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] get(BlobRef ref) {
        try {
            return store.get(org, ref)
                    .orElseThrow(() ->
                            new UnusableSessionException(
                                    "the blob %s (%s) is gone; the session cannot be resumed"
                                            .formatted(ref.digest(), ref.type())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] seal(String context, byte[] content) {
        try {
            return store.seal(org, context, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] open(String context, byte[] sealed) {
        try {
            return store.open(org, context, sealed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
