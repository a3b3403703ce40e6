package dev.workrail.dispatcher.schedule;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.session.WaitFor;
import java.time.Instant;

/// Where a session that is not over stands. Times are the scheduler's own: ticks.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "phase")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Phase.Waiting.class, name = "waiting"),
    @JsonSubTypes.Type(value = Phase.Issued.class, name = "issued"),
    @JsonSubTypes.Type(value = Phase.Leased.class, name = "leased"),
    @JsonSubTypes.Type(value = Phase.Parked.class, name = "parked")
})
public sealed interface Phase {
    /// In line for a slot.
    record Waiting(Instant since) implements Phase {}

    /// Offered to the fleet under `epoch`; holds a slot from here on.
    record Issued(long epoch, Instant since) implements Phase {}

    /// Held by a worker.
    ///
    /// @param heardAt last sign of life other than a heartbeat
    record Leased(long epoch, ClaimId claim, WorkerId worker, Instant since, Instant heardAt)
            implements Phase {}

    /// Waits for something other than a slot, and holds none.
    record Parked(WaitFor waitFor, Instant since) implements Phase {}

    /// True while it takes a slot of the fleet.
    default boolean holdsSlot() {
        return this instanceof Issued || this instanceof Leased;
    }
}
