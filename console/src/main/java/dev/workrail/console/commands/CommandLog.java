package dev.workrail.console.commands;

import dev.workrail.console.access.Caller;
import dev.workrail.console.log.ConsoleLog;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.Position;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Puts commands on `wr.commands`. A command's id derives from its Idempotency-Key where it has
/// one, so that a repeat which reached the log twice is one command. Thread-safe; blocks.
@Singleton
public final class CommandLog {
    private final ConsoleLog log;
    private final Caller caller;
    private final Clock clock;
    private final RandomGenerator random;

    public CommandLog(ConsoleLog log, Caller caller, Clock clock, RandomGenerator random) {
        this.log = log;
        this.caller = caller;
        this.clock = clock;
        this.random = random;
    }

    /// What every command says of itself.
    public record Stamp(CommandId id, String actor, Instant at) {}

    /// A command that was written.
    public record Accepted(CommandId command, Position position) {}

    /// Writes one command.
    ///
    /// @param key the session it is for, or the widest scope's name: what is said of one keeps its
    ///   order
    public Accepted write(
            OrgId org,
            String key,
            @Nullable String idempotencyKey,
            Function<Stamp, Command> command) {
        Instant now = clock.instant();
        CommandId id =
                new CommandId(
                        idempotencyKey == null
                                ? Ids.mint("cmd", now, random)
                                : Ids.derive("cmd", org.value(), key, idempotencyKey));
        Command written = command.apply(new Stamp(id, caller.subject(), now));
        Position position =
                log.write(
                        Topics.COMMANDS,
                        key,
                        EventCodec.envelope(
                                id.value(),
                                ConsoleLog.SOURCE,
                                org + "/" + key,
                                now,
                                null,
                                written));
        return new Accepted(id, position);
    }
}
