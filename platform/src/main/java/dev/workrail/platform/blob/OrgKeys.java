package dev.workrail.platform.blob;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.workrail.contracts.id.OrgId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Each org's own key, kept in the bucket at `keys/<org>`, encrypted with the deployment's key,
/// which is not in the bucket. Destroying an org's key makes its blobs unreadable wherever copies
/// are.
public final class OrgKeys {
    private static final String PREFIX = "keys/";

    private final Aead deployment;
    private final BlobBucket bucket;
    private final ConcurrentMap<OrgId, Aead> known = new ConcurrentHashMap<>();

    private OrgKeys(Aead deployment, BlobBucket bucket) {
        this.deployment = deployment;
        this.bucket = bucket;
    }

    /// @param keyFile the deployment's key, a Tink keyset in JSON; made where it is absent,
    ///   readable by its user alone. Every role that touches blobs mounts the same file.
    public static OrgKeys open(Path keyFile, BlobBucket bucket) throws IOException {
        try {
            ensureKey(keyFile);
            KeysetHandle handle =
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            Files.readString(keyFile), InsecureSecretKeyAccess.get());
            return new OrgKeys(primitive(handle), bucket);
        } catch (GeneralSecurityException e) {
            throw new IOException("no usable blob key in " + keyFile, e);
        }
    }

    /// Makes the deployment's key unless the file is there.
    public static void ensureKey(Path keyFile) throws IOException {
        try {
            AeadConfig.register();
            if (!Files.exists(keyFile)) {
                make(keyFile);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("could not make a blob key in " + keyFile, e);
        }
    }

    /// The key to encrypt with: made with the org's first blob.
    Aead ensure(OrgId org) throws IOException {
        Optional<Aead> existing = find(org);
        if (existing.isPresent()) {
            return existing.get();
        }
        try {
            KeysetHandle fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            byte[] clear =
                    TinkJsonProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get())
                            .getBytes(StandardCharsets.UTF_8);
            bucket.writeIfAbsent(path(org), deployment.encrypt(clear, context(org)));
        } catch (GeneralSecurityException e) {
            throw new IOException("could not make the blob key of org " + org, e);
        }
        // Another process may have been first: what the bucket has is the org's key.
        return find(org).orElseThrow(() -> new IOException("the blob key of " + org + " is gone"));
    }

    Optional<Aead> find(OrgId org) throws IOException {
        Aead cached = known.get(org);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<byte[]> stored = bucket.read(path(org));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] clear = deployment.decrypt(stored.get(), context(org));
            KeysetHandle handle =
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            new String(clear, StandardCharsets.UTF_8),
                            InsecureSecretKeyAccess.get());
            Aead key = primitive(handle);
            known.put(org, key);
            return Optional.of(key);
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "the blob key of org " + org + " does not open with this deployment's key", e);
        }
    }

    /// Every org that has a key, and so may have blobs.
    List<OrgId> orgs() throws IOException {
        List<OrgId> orgs = new ArrayList<>();
        bucket.list(
                PREFIX, object -> orgs.add(new OrgId(object.path().substring(PREFIX.length()))));
        return orgs;
    }

    void destroy(OrgId org) throws IOException {
        known.remove(org);
        bucket.delete(path(org));
    }

    private static void make(Path keyFile) throws IOException, GeneralSecurityException {
        KeysetHandle fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        Path parent = keyFile.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createFile(
                keyFile,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                keyFile,
                TinkJsonProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get()));
    }

    private static Aead primitive(KeysetHandle handle) throws GeneralSecurityException {
        return handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    private static String path(OrgId org) {
        return PREFIX + org;
    }

    private static byte[] context(OrgId org) {
        return ("org-key:" + org).getBytes(StandardCharsets.UTF_8);
    }
}
