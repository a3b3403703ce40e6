package dev.workrail.platform.blob;

import com.google.crypto.tink.Aead;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.session.BlobRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Blobs in a bucket, each encrypted with its org's key and bound to its path, so that neither an
/// operator of the bucket nor another org can read, swap or alter one unnoticed.
public final class EncryptedBlobStore implements BlobStore {
    /// Content put again within this time is not written again; well under the collection's minimum
    /// age, so that a reference made now outlives a sweep that began before.
    private static final Duration FRESH = Duration.ofHours(12);

    private final BlobBucket bucket;
    private final OrgKeys keys;
    private final Clock clock;

    public EncryptedBlobStore(BlobBucket bucket, OrgKeys keys, Clock clock) {
        this.bucket = bucket;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public BlobRef put(OrgId org, String kind, byte[] content) throws IOException {
        if (content.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a blob holds at most %d bytes, this has %d"
                            .formatted(MAX_BYTES, content.length));
        }
        BlobRef ref = new BlobRef(BlobPath.digest(content), kind, content.length);
        String path = BlobPath.of(org, ref);
        Instant stale = clock.instant().minus(FRESH);
        if (bucket.writtenAt(path).filter(stale::isBefore).isEmpty()) {
            bucket.write(path, encrypt(keys.ensure(org), path, content));
        }
        return ref;
    }

    @Override
    public Optional<byte[]> get(OrgId org, BlobRef ref) throws IOException {
        String path = BlobPath.of(org, ref);
        Optional<byte[]> stored = bucket.read(path);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        byte[] content = decrypt(key(org), path, stored.get());
        if (!BlobPath.digest(content).equals(ref.digest())) {
            throw new IOException("blob " + path + " does not hold what it is named after");
        }
        return Optional.of(content);
    }

    @Override
    public byte[] seal(OrgId org, String context, byte[] content) throws IOException {
        return encrypt(keys.ensure(org), inline(org, context), content);
    }

    @Override
    public byte[] open(OrgId org, String context, byte[] sealed) throws IOException {
        return decrypt(key(org), inline(org, context), sealed);
    }

    /// No path of a blob: what was sealed cannot be passed off as one, nor a blob as it.
    private static String inline(OrgId org, String context) {
        return "inline:" + org + "/" + context;
    }

    private Aead key(OrgId org) throws IOException {
        return keys.find(org)
                .orElseThrow(() -> new IOException("the blob key of " + org + " is gone"));
    }

    @Override
    public void list(String kind, BiConsumer<OrgId, BlobRef> sink) throws IOException {
        for (OrgId org : keys.orgs()) {
            String prefix = BlobPath.prefix(org) + kind + "/";
            bucket.list(
                    prefix,
                    object ->
                            sink.accept(
                                    org,
                                    new BlobRef(
                                            "sha256:" + object.path().substring(prefix.length()),
                                            kind,
                                            object.bytes())));
        }
    }

    @Override
    public int deleteOrg(OrgId org) throws IOException {
        keys.destroy(org);
        List<String> paths = new ArrayList<>();
        bucket.list(BlobPath.prefix(org), object -> paths.add(object.path()));
        for (String path : paths) {
            bucket.delete(path);
        }
        return paths.size();
    }

    private static byte[] encrypt(Aead key, String path, byte[] content) throws IOException {
        try {
            return key.encrypt(content, path.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IOException("could not encrypt blob " + path, e);
        }
    }

    private static byte[] decrypt(Aead key, String path, byte[] stored) throws IOException {
        try {
            return key.decrypt(stored, path.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IOException("blob " + path + " was altered or is of another key", e);
        }
    }
}
