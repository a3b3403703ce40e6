package dev.workrail.worker.session;

import dev.workrail.contracts.command.Command;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The commands of the last two minutes, at most a thousand. Not thread-safe.
final class LateCommands {
    /// Longer than a claim waits for its grant, so that none falls between two grants.
    static final Duration KEPT = Duration.ofMinutes(2);

    static final int MAX = 1000;

    private record Arrived(Instant at, Command command) {}

    private final Clock clock;
    private final Deque<Arrived> arrived = new ArrayDeque<>();

    LateCommands(Clock clock) {
        this.clock = clock;
    }

    void keep(Command command) {
        arrived.add(new Arrived(clock.instant(), command));
        forget();
    }

    /// Oldest first.
    List<Command> all() {
        forget();
        return arrived.stream().map(Arrived::command).toList();
    }

    private void forget() {
        Instant oldest = clock.instant().minus(KEPT);
        while (!arrived.isEmpty()
                && (arrived.size() > MAX || arrived.getFirst().at().isBefore(oldest))) {
            arrived.removeFirst();
        }
    }
}
