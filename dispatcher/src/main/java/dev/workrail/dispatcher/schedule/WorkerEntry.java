package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A worker as its heartbeats describe it.
///
/// @param listed what it said it runs, and when it last said so
public record WorkerEntry(
        WorkerId worker,
        PoolId pool,
        int slots,
        boolean draining,
        Instant seenAt,
        Map<SessionId, Listing> listed) {
    public WorkerEntry {
        listed = listed == null ? Map.of() : Map.copyOf(listed);
    }

    /// @param at the last heartbeat that named it
    public record Listing(long epoch, Instant at) {}

    /// The worker after a heartbeat. What it no longer names is kept for a while: absence counts
    /// only after a window.
    static WorkerEntry after(
            @Nullable WorkerEntry before,
            FleetEvent.Heartbeat heartbeat,
            Instant at,
            Duration window) {
        Map<SessionId, Listing> listed = new TreeMap<>();
        if (before != null) {
            before.listed.forEach((session, listing) -> {
                if (!listing.at().isBefore(at.minus(window.multipliedBy(2)))) {
                    listed.put(session, listing);
                }
            });
        }
        for (var running : heartbeat.running()) {
            listed.put(running.session(), new Listing(running.epoch(), at));
        }
        return new WorkerEntry(
                heartbeat.worker(),
                heartbeat.pool(),
                Math.max(0, heartbeat.slots()),
                heartbeat.draining(),
                at,
                listed);
    }
}
