package dev.workrail.platform.secret;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import dev.workrail.contracts.config.SecretPurpose;
import java.security.GeneralSecurityException;
import java.util.Base64;

/// Opens the secrets of one purpose. A secret of another purpose, or moved to another org or name,
/// is refused. Reads its key when made. Thread-safe.
public final class SecretOpener {
    private final SecretPurpose purpose;
    private final HybridDecrypt decrypt;

    /// @throws SecretException where the purpose's private key is not there
    public SecretOpener(SecretKeys keys, SecretPurpose purpose) {
        this.purpose = purpose;
        KeysetHandle handle = keys.readPrivate(purpose);
        try {
            this.decrypt = handle.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
        } catch (GeneralSecurityException e) {
            throw new SecretException("the key of purpose " + purpose + " cannot be used", e);
        }
    }

    /// The secret in clear: use it and let it go; it belongs in no log, event or exception.
    ///
    /// @throws SecretException where it is of another purpose, was altered, or its key is gone
    public byte[] open(SealedSecret secret) {
        if (secret.purpose() != purpose) {
            throw new SecretException(
                    "this role opens secrets of purpose %s, not of %s"
                            .formatted(purpose, secret.purpose()));
        }
        byte[] context = new SecretContext(secret.org(), purpose, secret.name()).bytes();
        try {
            return decrypt.decrypt(Base64.getDecoder().decode(secret.ciphertext()), context);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SecretException(
                    "secret %s of org %s, sealed with key %s, does not open: set it again"
                            .formatted(secret.name(), secret.org(), secret.keyId()),
                    e);
        }
    }
}
