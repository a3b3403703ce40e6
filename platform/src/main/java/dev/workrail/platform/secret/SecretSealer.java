package dev.workrail.platform.secret;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.id.OrgId;
import java.security.GeneralSecurityException;
import java.util.Base64;

/// Seals secrets with the public key of their purpose. Holds no private key: what it sealed it
/// cannot read back. Reads the key file each time, so a rotation takes effect at once. Thread-safe.
public final class SecretSealer {
    private final SecretKeys keys;

    public SecretSealer(SecretKeys keys) {
        this.keys = keys;
    }

    /// @throws SecretException where the purpose has no key
    public SealedSecret seal(OrgId org, SecretPurpose purpose, String name, byte[] secret) {
        KeysetHandle handle = keys.readPublic(purpose);
        try {
            byte[] sealed =
                    handle.getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class)
                            .encrypt(secret, new SecretContext(org, purpose, name).bytes());
            return new SealedSecret(
                    org,
                    purpose,
                    name,
                    Integer.toUnsignedString(handle.getPrimary().getId()),
                    Base64.getEncoder().encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            throw new SecretException("could not seal a secret for " + purpose, e);
        }
    }
}
