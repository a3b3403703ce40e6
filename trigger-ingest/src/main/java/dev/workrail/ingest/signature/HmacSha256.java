package dev.workrail.ingest.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA256 (RFC 2104) and the comparisons that go with it. Stateless.
final class HmacSha256 {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private HmacSha256() {}

    /// The code over `parts`, one after the other.
    static byte[] of(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform provides " + ALGORITHM, e);
        }
    }

    static byte[] key(String secret) {
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    /// Whether `hex` spells `expected`, in time that depends on neither.
    static boolean matchesHex(byte[] expected, String hex) {
        return unhex(hex).map(given -> MessageDigest.isEqual(expected, given)).orElse(false);
    }

    static boolean matchesBase64(byte[] expected, String base64) {
        return unbase64(base64).map(given -> MessageDigest.isEqual(expected, given)).orElse(false);
    }

    static Optional<byte[]> unbase64(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> unhex(String hex) {
        if (hex.length() != BYTES * 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
