package dev.workrail.platform.secret;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.id.OrgId;

/// A secret in its encrypted form, bound to the org, purpose and name it was sealed for.
///
/// @param keyId which key of the purpose opens it
/// @param ciphertext base64
public record SealedSecret(
        OrgId org, SecretPurpose purpose, String name, String keyId, String ciphertext) {

    public static SealedSecret of(ConfigValue.Secret secret) {
        return new SealedSecret(
                secret.org(), secret.purpose(), secret.name(), secret.keyId(), secret.ciphertext());
    }

    public ConfigValue.Secret toConfig() {
        return new ConfigValue.Secret(org, purpose, name, keyId, ciphertext, null);
    }
}
