package dev.workrail.ingest.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;

/// An Ed25519 public key from its 32 raw bytes (RFC 8032). Immutable.
record Ed25519PublicKey(PublicKey key) {
    private static final int RAW_BYTES = 32;

    /// What stands before the raw bytes in a SubjectPublicKeyInfo (RFC 8410, section 4).
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    static Optional<Ed25519PublicKey> of(byte[] raw) {
        if (raw.length != RAW_BYTES) {
            return Optional.empty();
        }
        byte[] encoded = new byte[SPKI_PREFIX.length + RAW_BYTES];
        System.arraycopy(SPKI_PREFIX, 0, encoded, 0, SPKI_PREFIX.length);
        System.arraycopy(raw, 0, encoded, SPKI_PREFIX.length, RAW_BYTES);
        try {
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            return Optional.of(
                    new Ed25519PublicKey(factory.generatePublic(new X509EncodedKeySpec(encoded))));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /// False also for a signature that is none.
    boolean verifies(byte[] signature, byte[]... parts) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            for (byte[] part : parts) {
                verifier.update(part);
            }
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
