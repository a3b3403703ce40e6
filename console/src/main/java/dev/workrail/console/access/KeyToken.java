package dev.workrail.console.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// The secret part of a credential: a prefix and 256 random bits. Only its SHA-256 is kept; a slow
/// hash would add nothing, as there is nothing to guess.
public record KeyToken(String text) {
    public static final String API_KEY = "wra_";
    public static final String SETUP = "wrs_";
    public static final String SIGN_IN = "wrn_";
    public static final String INVITATION = "wri_";
    public static final String RESET = "wrp_";

    private static final int BYTES = 32;
    private static final int HINT = 10;

    /// @param prefix one of those above
    public static KeyToken make(String prefix, SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new KeyToken(
                prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }

    /// Enough to tell keys apart, too little to use one.
    String hint() {
        return text.substring(0, HINT) + "…";
    }

    @Override
    public String toString() {
        return "KeyToken[" + hint() + "]";
    }
}
