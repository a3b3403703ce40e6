package dev.workrail.contracts.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes id values: a prefix and a UUID.
///
/// Edges mint version 7 (RFC 9562, section 5.7), so that ids sort by time. Everything behind an
/// edge derives version 8 (section 5.8) from the SHA-256 of what the id stands for, so that the
/// same inputs give the same id on any machine and a repeat is recognised. Thread-safe.
public final class Ids {
    private Ids() {}

    /// A new id from `now` (millisecond precision) and 74 random bits.
    public static String mint(String prefix, Instant now, RandomGenerator random) {
        long millis = now.toEpochMilli();
        long high = (millis << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return prefix + "_" + new UUID(high, low);
    }

    /// The id of `parts`, whose order and boundaries count: (`a`, `bc`) differs from (`ab`, `c`).
    public static String derive(String prefix, String... parts) {
        MessageDigest sha256 = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            sha256.update(bytes);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
        long high = (digest.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x8000L;
        long low = (digest.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return prefix + "_" + new UUID(high, low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }
}
