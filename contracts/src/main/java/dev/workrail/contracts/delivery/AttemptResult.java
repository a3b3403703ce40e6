package dev.workrail.contracts.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of one attempt.
///
/// @param externalId what the outside system calls the result, where it has a name
/// @param cause one line without secrets; absent where it was delivered
/// @param retryAfter how long the target asked to be left alone
public record AttemptResult(
        Outcome outcome,
        @Nullable String externalId,
        @Nullable String cause,
        @Nullable Duration retryAfter) {

    /// What follows from an attempt.
    public enum Outcome {
        /// The target has it.
        @JsonProperty("delivered")
        DELIVERED,
        /// It may work later.
        @JsonProperty("failed")
        FAILED,
        /// It will not work, however often it is tried.
        @JsonProperty("refused")
        REFUSED,
        /// The target wants nothing more at all.
        @JsonProperty("gone")
        GONE
    }

    public static AttemptResult delivered(@Nullable String externalId) {
        return new AttemptResult(Outcome.DELIVERED, externalId, null, null);
    }

    public static AttemptResult failed(String cause, @Nullable Duration retryAfter) {
        return new AttemptResult(Outcome.FAILED, null, cause, retryAfter);
    }

    public static AttemptResult refused(String cause) {
        return new AttemptResult(Outcome.REFUSED, null, cause, null);
    }

    public static AttemptResult gone(String cause) {
        return new AttemptResult(Outcome.GONE, null, cause, null);
    }
}
