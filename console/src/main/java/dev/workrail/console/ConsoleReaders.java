package dev.workrail.console;

import dev.workrail.console.audit.CommandAudit;
import dev.workrail.console.deletion.OrgDeletionKeeper;
import dev.workrail.console.live.LiveTail;
import dev.workrail.console.operation.FleetTail;
import dev.workrail.console.retention.RetentionKeeper;
import jakarta.inject.Singleton;

/// What the console reads of the log while it runs, and what it does by itself.
@Singleton
final class ConsoleReaders {
    private final LiveTail tail;
    private final FleetTail fleet;
    private final CommandAudit commands;
    private final RetentionKeeper retention;
    private final OrgDeletionKeeper deletions;

    ConsoleReaders(
            LiveTail tail,
            FleetTail fleet,
            CommandAudit commands,
            RetentionKeeper retention,
            OrgDeletionKeeper deletions) {
        this.tail = tail;
        this.fleet = fleet;
        this.commands = commands;
        this.retention = retention;
        this.deletions = deletions;
    }

    void start() throws InterruptedException {
        tail.start();
        fleet.start();
        commands.start();
        retention.start();
        deletions.start();
    }

    void close() {
        deletions.close();
        retention.close();
        tail.close();
        fleet.close();
        commands.close();
    }

    boolean healthy() {
        return tail.healthy() && fleet.healthy() && commands.healthy();
    }
}
