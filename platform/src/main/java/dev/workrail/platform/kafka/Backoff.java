package dev.workrail.platform.kafka;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Waits between attempts: doubling from 100 ms to 10 s, each between half and the whole of it so
/// that many clients of one broken thing do not return together.
final class Backoff {
    private static final long FIRST_MILLIS = 100;
    private static final long LAST_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final int LAST_SHIFT = 7;

    private Backoff() {}

    /// @param attempt how many attempts have failed, from 1
    static Duration after(int attempt) {
        long whole = Math.min(LAST_MILLIS, FIRST_MILLIS << Math.min(attempt - 1, LAST_SHIFT));
        return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
    }
}
