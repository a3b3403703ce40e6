package dev.workrail.delivery.target;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one target. Immutable.
///
/// @param queue oldest first; the first is the one being attempted, or to be attempted next
/// @param disabledBy why nothing is posted any more; absent while the target is in use
/// @param busyUntil when the attempt under way counts as lost; absent while none is
/// @param notBefore when the target may be tried again; absent where it may be at once
public record TargetState(
        List<Entry> queue,
        @Nullable String disabledBy,
        @Nullable Instant busyUntil,
        @Nullable Instant notBefore) {
    public static final TargetState IDLE = new TargetState(List.of(), null, null, null);

    public TargetState {
        queue = queue == null ? List.of() : List.copyOf(queue);
    }

    /// When time alone changes something; absent where it does not.
    public @Nullable Instant wakeAt() {
        if (busyUntil != null) {
            return busyUntil;
        }
        return queue.isEmpty() ? null : notBefore;
    }

    /// Whether the target can be forgotten.
    public boolean blank(Instant now) {
        return queue.isEmpty()
                && disabledBy == null
                && (notBefore == null || !notBefore.isAfter(now));
    }
}
