package dev.workrail.projections.read;

import dev.workrail.contracts.id.TriggerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which trigger events. Every condition given must hold.
///
/// @param verdict queued, duplicate, refused, skipped or rejected
/// @param reason the word that says why, such as `queue_full` or `condition`
/// @param goal words that must all be in the goal
/// @param from received at or after
/// @param until received before
public record TriggerEventFilter(
        @Nullable TriggerId trigger,
        @Nullable String verdict,
        @Nullable String reason,
        @Nullable String provider,
        @Nullable String goal,
        @Nullable Instant from,
        @Nullable Instant until) {
    /// All events of a trigger, or of the org where it is absent.
    public static TriggerEventFilter of(@Nullable TriggerId trigger) {
        return new TriggerEventFilter(trigger, null, null, null, null, null, null);
    }
}
