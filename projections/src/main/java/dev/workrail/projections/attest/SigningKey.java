package dev.workrail.projections.attest;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/// One Ed25519 key (RFC 8032) that an org's proof records are signed with. The same bytes get the
/// same signature.
final class SigningKey {
    private static final String ALGORITHM = "Ed25519";
    private static final int PEM_LINE = 64;

    private final Stored stored;
    private final PrivateKey secret;

    /// As it is kept, sealed.
    ///
    /// @param secret base64 of PKCS #8
    /// @param publicKey base64 of SubjectPublicKeyInfo, RFC 8410
    record Stored(String secret, String publicKey, Instant madeAt) {
        @Override
        public String toString() {
            return "Stored[" + publicKey + "]";
        }
    }

    private SigningKey(Stored stored) {
        this.stored = stored;
        try {
            this.secret =
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(
                                            Base64.getDecoder().decode(stored.secret())));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 key", e);
        }
    }

    static SigningKey of(Stored stored) {
        return new SigningKey(stored);
    }

    static SigningKey generated(Instant now) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            Base64.Encoder base64 = Base64.getEncoder();
            return new SigningKey(
                    new Stored(
                            base64.encodeToString(pair.getPrivate().getEncoded()),
                            base64.encodeToString(pair.getPublic().getEncoded()),
                            now));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform of ours has Ed25519", e);
        }
    }

    Stored stored() {
        return stored;
    }

    Instant madeAt() {
        return stored.madeAt();
    }

    /// SHA-256 of the public key's SubjectPublicKeyInfo, in hexadecimal.
    String id() {
        try {
            byte[] info = Base64.getDecoder().decode(stored.publicKey());
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(info));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }

    /// The public key as openssl reads it (RFC 7468).
    String pem() {
        byte[] info = Base64.getDecoder().decode(stored.publicKey());
        String text = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(info);
        return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key " + id() + " cannot sign", e);
        }
    }
}
