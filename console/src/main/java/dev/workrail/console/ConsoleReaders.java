package dev.workrail.console;

import dev.workrail.console.audit.CommandAudit;
import dev.workrail.console.live.LiveTail;
import dev.workrail.console.operation.FleetTail;
import jakarta.inject.Singleton;

/// What the console reads of the log while it runs.
@Singleton
final class ConsoleReaders {
    private final LiveTail tail;
    private final FleetTail fleet;
    private final CommandAudit commands;

    ConsoleReaders(LiveTail tail, FleetTail fleet, CommandAudit commands) {
        this.tail = tail;
        this.fleet = fleet;
        this.commands = commands;
    }

    void start() throws InterruptedException {
        tail.start();
        fleet.start();
        commands.start();
    }

    void close() {
        tail.close();
        fleet.close();
        commands.close();
    }

    boolean healthy() {
        return tail.healthy() && fleet.healthy() && commands.healthy();
    }
}
