package dev.workrail.worker.session;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.worker.lease.Lease;
import dev.workrail.worker.sandbox.SandboxUser;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A session this worker was granted, and the slot it runs in.
///
/// @param resume where to go on; absent for a fresh session
/// @param commands arrived before the grant
/// @param inbox where those that arrive from now on collect
record Assignment(
        SessionSpec spec,
        Lease lease,
        @Nullable Checkpoint resume,
        List<Command> commands,
        CommandInbox.Box inbox,
        BooleanSupplier draining,
        SandboxUser user) {}
