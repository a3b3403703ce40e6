package dev.workrail.dispatcher.schedule;

import org.jspecify.annotations.Nullable;

/// What a session's attempts have come to.
///
/// @param dispatches leases granted or offered so far
/// @param crashes leases lost in a row without a new step
/// @param failures leases given back in a row without a new step because the worker could not go on
/// @param step the step of the last checkpoint
/// @param heldMillis time it has held a slot in leases that are over
public record Steps(
        int dispatches, int crashes, int failures, @Nullable String step, long heldMillis) {
    static final Steps NONE = new Steps(0, 0, 0, null, 0);

    Steps dispatched() {
        return new Steps(dispatches + 1, crashes, failures, step, heldMillis);
    }

    Steps crashed(int now) {
        return new Steps(dispatches, now, failures, step, heldMillis);
    }

    Steps failed() {
        return new Steps(dispatches, crashes, failures + 1, step, heldMillis);
    }

    Steps at(String now) {
        return now.equals(step) ? this : new Steps(dispatches, 0, 0, now, heldMillis);
    }

    Steps held(long millis) {
        return new Steps(dispatches, crashes, failures, step, heldMillis + Math.max(0, millis));
    }
}
