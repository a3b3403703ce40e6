package dev.workrail.console.people;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/// Hashes of passwords by Argon2id (RFC 9106) with 19 MiB, two passes and one lane, written in the
/// PHC string format. At most four are computed at a time, so that sign-ins cannot take the heap.
/// Thread-safe; blocks.
@Singleton
final class Passwords {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final int AT_A_TIME = 4;
    private static final int MAX_MEMORY_KIB = 256 * 1024;
    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,2}),p=([0-9]{1,2})"
                            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

    private final SecureRandom random = new SecureRandom();
    private final Semaphore room = new Semaphore(AT_A_TIME);

    private record Parameters(int memory, int passes, int lanes, byte[] salt, byte[] hash) {}

    /// A hash of its own for each call.
    String hash(String password) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        byte[] hash =
                compute(password, new Parameters(MEMORY_KIB, PASSES, LANES, salt, new byte[HASH]));
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        MEMORY_KIB,
                        PASSES,
                        LANES,
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    /// True where `hash` is of `password`. Takes as long where there is no hash, so that the time
    /// of an answer does not tell who has an account.
    boolean matches(String password, @Nullable String hash) {
        if (hash == null) {
            compute(
                    password,
                    new Parameters(MEMORY_KIB, PASSES, LANES, new byte[SALT], new byte[HASH]));
            return false;
        }
        Parameters known = parse(hash);
        return MessageDigest.isEqual(compute(password, known), known.hash());
    }

    /// True where a hash was made with less effort than today's are.
    boolean outdated(String hash) {
        Parameters known = parse(hash);
        return known.memory() < MEMORY_KIB || known.passes() < PASSES;
    }

    private static Parameters parse(String hash) {
        Matcher phc = PHC.matcher(hash);
        if (!phc.matches() || Integer.parseInt(phc.group(1)) > MAX_MEMORY_KIB) {
            throw new IllegalStateException("a password hash is not of a form of ours");
        }
        return new Parameters(
                Integer.parseInt(phc.group(1)),
                Integer.parseInt(phc.group(2)),
                Integer.parseInt(phc.group(3)),
                Base64.getDecoder().decode(phc.group(4)),
                Base64.getDecoder().decode(phc.group(5)));
    }

    private byte[] compute(String password, Parameters with) {
        // One person's keyboard may compose what another's sends as one character.
        String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(with.memory())
                        .withIterations(with.passes())
                        .withParallelism(with.lanes())
                        .withSalt(with.salt())
                        .build());
        byte[] out = new byte[with.hash().length];
        room.acquireUninterruptibly();
        try {
            argon2.generateBytes(normal.getBytes(StandardCharsets.UTF_8), out);
        } finally {
            room.release();
        }
        return out;
    }
}
