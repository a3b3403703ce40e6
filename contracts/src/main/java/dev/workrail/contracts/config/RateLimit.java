package dev.workrail.contracts.config;

/// A token bucket: `burst` at once, refilled at `perSecond`.
public record RateLimit(double perSecond, int burst) {
    public RateLimit {
        if (perSecond <= 0 || burst < 1) {
            throw new IllegalArgumentException(
                    "a rate limit needs perSecond > 0 and burst >= 1, but was %s and %d"
                            .formatted(perSecond, burst));
        }
    }
}
