package dev.workrail.console.retention;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A clean-up, and what it erased so far.
///
/// @param askedBy subject of who asked, or `schedule`
/// @param before trees that ended before it go
/// @param trees of sessions, each whole
/// @param bytes that bundles and what they name in the blob store took, at most: content that other
///   sessions name stays; the next sweep frees the rest
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CleanUpView(
        String id,
        State state,
        String askedBy,
        int sessionDays,
        Instant before,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long trees,
        long sessions,
        long bytes) {
    /// How far it is.
    public enum State {
        @JsonProperty("running")
        RUNNING,
        /// No view shows any of it any more.
        @JsonProperty("done")
        DONE
    }
}
