package dev.workrail.platform.secret;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig;
import dev.workrail.contracts.config.SecretPurpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Locale;

/// The key files of a deployment: for each purpose `<purpose>.private.json`, which only the role of
/// that purpose mounts, and `<purpose>.public.json`, which the console mounts. Tink keysets in
/// JSON.
///
/// On one machine they are made in the data directory, readable by its user alone. In a cluster
/// they are made once by the operator and mounted as secrets.
public final class SecretKeys {
    private static final String OWNER_ONLY = "rw-------";

    private final Path directory;

    public SecretKeys(Path directory) {
        this.directory = directory;
    }

    /// Makes the keys of every purpose that has none yet. Not for several processes at once.
    public void ensureAll() throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        for (SecretPurpose purpose : SecretPurpose.values()) {
            if (!Files.exists(privateFile(purpose))) {
                write(purpose, generate());
            } else if (!Files.exists(publicFile(purpose))) {
                write(purpose, readPrivate(purpose));
            }
        }
    }

    /// Adds a new key to a purpose and seals with it from now on; what was sealed before still
    /// opens. Running roles know it after a restart.
    public void rotate(SecretPurpose purpose) throws IOException {
        try {
            KeysetHandle old = readPrivate(purpose);
            KeysetHandle.Builder rotated = KeysetHandle.newBuilder();
            for (int i = 0; i < old.size(); i++) {
                KeysetHandle.Entry entry = old.getAt(i);
                rotated.addEntry(KeysetHandle.importKey(entry.getKey()).withFixedId(entry.getId()));
            }
            rotated.addEntry(
                    KeysetHandle.generateEntryFromParameters(parameters())
                            .withRandomId()
                            .makePrimary());
            write(purpose, rotated.build());
        } catch (GeneralSecurityException e) {
            throw new SecretException("could not rotate the key of " + purpose, e);
        }
    }

    KeysetHandle readPrivate(SecretPurpose purpose) {
        return read(privateFile(purpose), purpose, true);
    }

    /// The public half; who mounts only the private one has both.
    KeysetHandle readPublic(SecretPurpose purpose) {
        Path file = publicFile(purpose);
        if (Files.notExists(file) && Files.exists(privateFile(purpose))) {
            return publicOf(readPrivate(purpose), purpose);
        }
        return read(file, purpose, false);
    }

    private static KeysetHandle publicOf(KeysetHandle secret, SecretPurpose purpose) {
        try {
            return secret.getPublicKeysetHandle();
        } catch (GeneralSecurityException e) {
            throw new SecretException("the key of purpose " + purpose + " cannot be used", e);
        }
    }

    private static KeysetHandle read(Path file, SecretPurpose purpose, boolean secret) {
        try {
            register();
            String json = Files.readString(file);
            return secret
                    ? TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get())
                    : TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(json);
        } catch (IOException | GeneralSecurityException e) {
            throw new SecretException(
                    "no usable %s key for purpose %s in %s: mount it, or make keys with `workrail keys`"
                            .formatted(secret ? "private" : "public", purpose, file),
                    e);
        }
    }

    private void write(SecretPurpose purpose, KeysetHandle keys) throws IOException {
        try {
            Files.createDirectories(directory.resolve(purpose.name().toLowerCase(Locale.ROOT)));
            replace(
                    privateFile(purpose),
                    TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get()));
            replace(
                    publicFile(purpose),
                    TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(
                            keys.getPublicKeysetHandle()));
        } catch (GeneralSecurityException e) {
            throw new SecretException("could not write the key of " + purpose, e);
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        Files.writeString(fresh, text, StandardOpenOption.SYNC);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static KeysetHandle generate() {
        try {
            register();
            return KeysetHandle.generateNew(parameters());
        } catch (GeneralSecurityException e) {
            throw new SecretException("could not make a key", e);
        }
    }

    /// HPKE (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM.
    private static HpkeParameters parameters() throws GeneralSecurityException {
        return HpkeParameters.builder()
                .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                .setVariant(HpkeParameters.Variant.TINK)
                .build();
    }

    /// Idempotent, and cheap after the first time.
    static void register() throws GeneralSecurityException {
        HybridConfig.register();
    }

    private Path privateFile(SecretPurpose purpose) {
        return directory.resolve(purpose.name().toLowerCase(Locale.ROOT)).resolve("private.json");
    }

    private Path publicFile(SecretPurpose purpose) {
        return directory.resolve(purpose.name().toLowerCase(Locale.ROOT) + ".public.json");
    }
}
