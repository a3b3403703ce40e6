package dev.workrail.delivery.target;

import dev.workrail.contracts.id.DeliveryId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How often and when a delivery is tried.
///
/// @param maxAttempts attempts before it becomes a dead letter
/// @param first wait after the first failure; each further one is three times as long
/// @param longest longest wait of our own
/// @param longestAsked longest wait a target can ask for by Retry-After
/// @param lease how long an attempt may take before it counts as lost
/// @param maxWaiting deliveries that wait for one target
public record RetryPolicy(
        int maxAttempts,
        Duration first,
        Duration longest,
        Duration longestAsked,
        Duration lease,
        int maxWaiting) {
    private static final int FACTOR = 3;
    private static final int JITTER_PERCENT = 20;

    /// The wait after a failure. The jitter of up to 20 % either way is derived from the delivery,
    /// so that a decision made twice is the same while targets do not all come back at once.
    Duration wait(DeliveryId delivery, int attempts, @Nullable Duration asked) {
        Duration wait = first;
        for (int i = 1; i < attempts && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(FACTOR);
        }
        wait = min(wait, longest);
        int spread =
                Math.floorMod((delivery.value() + attempts).hashCode(), 2 * JITTER_PERCENT + 1);
        wait = wait.multipliedBy(100L - JITTER_PERCENT + spread).dividedBy(100);
        Duration wanted = asked == null ? Duration.ZERO : min(asked, longestAsked);
        return wait.compareTo(wanted) >= 0 ? wait : wanted;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
