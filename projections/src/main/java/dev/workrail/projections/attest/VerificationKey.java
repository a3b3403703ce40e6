package dev.workrail.projections.attest;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/// The public half of a key that proof records are signed with: all that checking one takes.
/// Immutable and thread-safe.
public final class VerificationKey {
    private static final String ALGORITHM = "Ed25519";

    private final PublicKey key;

    private VerificationKey(PublicKey key) {
        this.key = key;
    }

    /// @param pem a public key as openssl writes it (RFC 7468)
    /// @throws IllegalArgumentException where it is not an Ed25519 public key
    public static VerificationKey ofPem(String pem) {
        try {
            byte[] info =
                    Base64.getMimeDecoder()
                            .decode(pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", ""));
            return new VerificationKey(
                    KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(info)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "not an Ed25519 public key in PEM form (-----BEGIN PUBLIC KEY-----)", e);
        }
    }

    /// SHA-256 of the key's SubjectPublicKeyInfo, in hexadecimal: the `keyid` of its signatures.
    public String id() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }

    /// Whether the envelope has a signature by this key over exactly its payload and type.
    public boolean verifies(Dsse envelope) {
        try {
            byte[] signed =
                    Dsse.preAuthenticated(
                            envelope.payloadType(), Base64.getDecoder().decode(envelope.payload()));
            for (Dsse.Signature signature : envelope.signatures()) {
                if (signature.keyid().equals(id()) && verifies(signed, signature)) {
                    return true;
                }
            }
            return false;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private boolean verifies(byte[] signed, Dsse.Signature signature)
            throws GeneralSecurityException {
        Signature check = Signature.getInstance(ALGORITHM);
        check.initVerify(key);
        check.update(signed);
        return check.verify(Base64.getDecoder().decode(signature.sig()));
    }
}
