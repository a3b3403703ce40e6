package dev.workrail.console.rates;

import java.time.Duration;

/// What is left of a limit.
///
/// @param remaining requests that would pass now
/// @param reset until the whole quota is there again
/// @param until time until a request passes; zero where this one did
record Standing(Policy policy, long remaining, Duration reset, Duration until) {
    boolean passed() {
        return until.isZero();
    }

    /// As the field RateLimit has it (draft-ietf-httpapi-ratelimit-headers-10, section 4).
    String field() {
        return "\"%s\";r=%d;t=%d"
                .formatted(policy.name(), remaining, reset.plusMillis(999).toSeconds());
    }
}
