package dev.workrail.worker.session;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.worker.lease.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/// What connects a running session with the outside: its lease, its commands, the worker's wish to
/// end, what is counted of it, and time.
///
/// @param draining true once the worker takes no more and hands back at safe points
record RunControls(
        Lease lease,
        CommandInbox.Box commands,
        BooleanSupplier draining,
        WorkerMetrics metrics,
        Clock clock) {
    Instant now() {
        return clock.instant();
    }

    OrgId org() {
        return lease.key().org();
    }

    Duration since(Instant begun) {
        return Duration.between(begun, now());
    }

    List<Command> drain() {
        return commands.drain();
    }
}
