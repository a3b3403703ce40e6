package dev.workrail.ingest.signature;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How old, or how far ahead, a signed time may be. Slack and Standard Webhooks both say five
/// minutes.
record ReplayWindow(Duration tolerance) {
    static final ReplayWindow FIVE_MINUTES = new ReplayWindow(Duration.ofMinutes(5));

    /// Why `seconds` (Unix time, as sent) is not recent; empty where it is.
    Optional<String> refusal(String header, String seconds, Instant now) {
        Instant signed;
        try {
            signed = Instant.ofEpochSecond(Long.parseLong(seconds));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.of("header " + header + " must be Unix time in seconds");
        }
        if (Duration.between(signed, now).abs().compareTo(tolerance) > 0) {
            return Optional.of(
                    "header %s is more than %d seconds away from this server's time"
                            .formatted(header, tolerance.toSeconds()));
        }
        return Optional.empty();
    }
}
