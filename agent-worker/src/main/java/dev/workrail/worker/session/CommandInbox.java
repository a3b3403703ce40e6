package dev.workrail.worker.session;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.SessionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Commands for the sessions this worker runs, kept until each session reaches a point where it can
/// take them. Thread-safe.
public final class CommandInbox {
    private final Map<SessionId, Box> boxes = new ConcurrentHashMap<>();

    /// One session's commands; each is taken once, however often it arrives.
    static final class Box {
        private final ConcurrentLinkedQueue<Command> queue = new ConcurrentLinkedQueue<>();
        private final Set<CommandId> seen = new HashSet<>();

        synchronized void offer(Command command) {
            if (seen.add(command.id())) {
                queue.add(command);
            }
        }

        List<Command> drain() {
            List<Command> taken = new ArrayList<>();
            for (Command next = queue.poll(); next != null; next = queue.poll()) {
                taken.add(next);
            }
            return taken;
        }
    }

    Box open(SessionId session) {
        return boxes.computeIfAbsent(session, ignored -> new Box());
    }

    void close(SessionId session) {
        boxes.remove(session);
    }

    /// Takes a record of `wr.commands`.
    public void received(Command command) {
        session(command)
                .flatMap(session -> Optional.ofNullable(boxes.get(session)))
                .ifPresent(box -> box.offer(command));
    }

    private static Optional<SessionId> session(Command command) {
        return switch (command) {
            case Command.Steer steer -> Optional.of(steer.session());
            case Command.Cancel cancel -> Optional.of(cancel.session());
            case Command.GateVerdict verdict -> Optional.of(verdict.session());
            case Command.Answer answer -> Optional.of(answer.session());
            case Command.Resume resume -> Optional.of(resume.session());
            case Command.Kill kill -> Optional.ofNullable(kill.scope().session());
            case Command.Lift _, Command.Retry _, Command.Redeliver _, Command.Opaque _ ->
                    Optional.empty();
        };
    }
}
