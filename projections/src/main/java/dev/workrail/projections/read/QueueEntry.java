package dev.workrail.projections.read;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.schedule.BindingLimit;
import dev.workrail.contracts.session.WaitFor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A session the scheduler has and has not closed, and why it waits.
///
/// @param state queued, running or parked
/// @param position 1 starts next; absent until the scheduler said it, and where it does not wait
/// @param limit what holds it back, and who holds that
/// @param waitFor what a parked session waits for
/// @param since when this state began
public record QueueEntry(
        SessionId session,
        String state,
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
        Instant since) {}
