package dev.workrail.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 in the form `sha256:` and 64 lower-case hex digits. Thread-safe.
public final class Digest {
    private static final String PREFIX = "sha256:";

    private Digest() {}

    /// Over the canonical form of a value.
    ///
    /// @throws NonFiniteNumberException where the value has no canonical form
    public static String of(JsonNode value) {
        return of(CanonicalJson.text(value));
    }

    /// Over the UTF-8 bytes of a text.
    public static String of(String text) {
        return PREFIX + hex(text);
    }

    /// The bare hex digits, over the UTF-8 bytes of a text.
    public static String hex(String text) {
        return HexFormat.of().formatHex(bytes(text));
    }

    /// The 32 bytes, over the UTF-8 bytes of a text.
    public static byte[] bytes(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The 32 bytes a digest stands for.
    ///
    /// @throws IllegalArgumentException where `digest` is not of this form
    public static byte[] decode(String digest) {
        if (!digest.startsWith(PREFIX) || digest.length() != PREFIX.length() + 64) {
            throw new IllegalArgumentException(
                    "expected sha256: and 64 hex digits, was " + digest.length() + " characters");
        }
        return HexFormat.of().parseHex(digest, PREFIX.length(), digest.length());
    }
}
