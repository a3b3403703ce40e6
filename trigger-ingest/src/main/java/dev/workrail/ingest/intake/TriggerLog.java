package dev.workrail.ingest.intake;

import dev.workrail.contracts.trigger.TriggerEvent;
import org.jspecify.annotations.Nullable;

/// Where accepted events are kept.
@FunctionalInterface
public interface TriggerLog {
    /// Returns once the event is in the log for good.
    ///
    /// @param traceparent W3C trace context of the request
    /// @throws dev.workrail.platform.problem.ProblemException 503 where that is not certain in
    ///   time: the sender's retry has the same id and counts once; 413 where it is too large
    void append(TriggerEvent.Accepted event, @Nullable String traceparent);
}
