package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.id.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is remembered of a delivery or source for a week of log time.
///
/// @param session what it became; absent where it was refused
/// @param released true where the same source may become work again
/// @param dispatches sessions of the source that were run so far
public record Remembered(
        @Nullable SessionId session, boolean released, int dispatches, Instant at) {}
