package dev.workrail.worker.session;

import dev.workrail.contracts.command.Command;
import dev.workrail.worker.lease.Lease;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/// What reaches into a running session from outside: its lease, its commands, the worker's wish to
/// end, and time.
///
/// @param draining true once the worker takes no more and hands back at safe points
record RunControls(Lease lease, CommandInbox.Box commands, BooleanSupplier draining, Clock clock) {
    Instant now() {
        return clock.instant();
    }

    List<Command> drain() {
        return commands.drain();
    }
}
