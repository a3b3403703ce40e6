package dev.workrail.projections.queue;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.schedule.BindingLimit;
import dev.workrail.contracts.session.WaitFor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A session the scheduler has and has not closed.
///
/// @param position 1 starts next; absent until the scheduler said it, and where it does not wait
/// @param limit what holds it back
/// @param waitFor what a parked session waits for
/// @param since when this state began
public record QueueItem(
        SessionId session,
        State state,
        TriggerId trigger,
        @Nullable WorkspaceId workspace,
        String workflowId,
        String goal,
        @Nullable Integer position,
        @Nullable BindingLimit limit,
        @Nullable Instant predictedStart,
        @Nullable WaitFor waitFor,
        int attempt,
        Instant queuedAt,
        Instant since) {
    /// Where it stands.
    public enum State {
        /// Waits for a slot.
        @JsonProperty("queued")
        QUEUED,
        /// Offered to its pool, or held by a worker.
        @JsonProperty("running")
        RUNNING,
        /// Waits for something other than a slot.
        @JsonProperty("parked")
        PARKED
    }
}
