package dev.workrail.console.deletion;

import dev.workrail.console.log.ConsoleLog;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.projections.read.QueueReader;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stops what runs and waits in an org, for good. Said twice it is the same command. Thread-safe;
/// blocks.
@Singleton
final class OrgStop {
    private final ConsoleLog log;
    private final QueueReader queue;
    private final Clock clock;
    private final Set<OrgId> told = ConcurrentHashMap.newKeySet();

    OrgStop(ConsoleLog log, QueueReader queue, Clock clock) {
        this.log = log;
        this.queue = queue;
        this.clock = clock;
    }

    /// @param by subject of who wants it
    /// @return whether the views show nothing of it that runs, waits or is parked
    boolean stop(OrgId org, String by) {
        if (told.add(org)) {
            try {
                kill(org, by);
            } catch (RuntimeException e) {
                told.remove(org);
                throw e;
            }
        }
        return queue.counts(org).values().stream().allMatch(count -> count == 0);
    }

    private void kill(OrgId org, String by) {
        Instant now = clock.instant();
        CommandId id = new CommandId(Ids.derive("cmd", org.value(), "org_deleted"));
        log.write(
                Topics.COMMANDS,
                org.value(),
                EventCodec.envelope(
                        id.value(),
                        ConsoleLog.SOURCE,
                        org + "/" + org,
                        now,
                        null,
                        new Command.Kill(
                                id,
                                org,
                                new Scope(org, null, null, null),
                                by,
                                "the org is deleted",
                                true,
                                false,
                                now)));
    }
}
