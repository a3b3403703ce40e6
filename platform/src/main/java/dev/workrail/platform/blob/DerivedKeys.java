package dev.workrail.platform.blob;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AesGcmKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// Keys for purposes beside encryption, derived from the deployment's blob key (HKDF-SHA256), so
/// that every process that holds it has the same ones and no further key has to be handed out. A
/// derived key says nothing of the blob key. Thread-safe.
@FunctionalInterface
public interface DerivedKeys {
    /// 32 bytes, the same for the same purpose as long as the blob key stays.
    byte[] of(String purpose);

    /// @param keyFile the deployment's blob key; made where it is absent
    static DerivedKeys open(Path keyFile) throws IOException {
        try {
            OrgKeys.ensureKey(keyFile);
            KeysetHandle handle =
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            Files.readString(keyFile), InsecureSecretKeyAccess.get());
            byte[] material = material(handle.getPrimary().getKey());
            return purpose -> derive(material, purpose);
        } catch (GeneralSecurityException e) {
            throw new IOException("no usable blob key in " + keyFile, e);
        }
    }

    @AccessesPartialKey
    private static byte[] material(Key key) throws GeneralSecurityException {
        if (key instanceof AesGcmKey aes) {
            return aes.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
        }
        throw new GeneralSecurityException("the blob key is not of the kind that is made here");
    }

    private static byte[] derive(byte[] material, String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(material)
                                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), 32));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("this Java platform provides HKDF with SHA-256", e);
        }
    }
}
