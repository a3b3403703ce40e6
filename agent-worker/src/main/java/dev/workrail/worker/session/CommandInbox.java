package dev.workrail.worker.session;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.SessionSpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Commands for the sessions this worker runs, kept until each session reaches a point where it can
/// take them. Thread-safe.
///
/// A command may be read here before the session it is for is opened, and by the dispatcher only
/// after the session's grant, which then lacks it. So what came lately is handed to a session that
/// opens; what it took under an earlier lease, its own memory sorts out.
public final class CommandInbox {
    private final Map<ClaimId, Box> boxes = new HashMap<>();
    private final LateCommands late;

    public CommandInbox(Clock clock) {
        this.late = new LateCommands(clock);
    }

    /// One session's commands; each is taken once, however often it arrives.
    static final class Box {
        private final SessionSpec spec;
        private final ConcurrentLinkedQueue<Command> queue = new ConcurrentLinkedQueue<>();
        private final Set<CommandId> seen = new HashSet<>();

        private final CountDownLatch killed = new CountDownLatch(1);
        private volatile boolean keepWorktree = true;

        Box(SessionSpec spec) {
            this.spec = spec;
        }

        /// False where a kill of this session says that its worktree goes with it. Waits a moment
        /// for the kill: it was written before the lease was revoked, but is read beside it.
        boolean keepWorktree() {
            try {
                killed.await(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return keepWorktree;
        }

        private void killed(boolean keep) {
            if (!keep) {
                keepWorktree = false;
            }
            killed.countDown();
        }

        /// Takes what concerns this session. A kill reaches only what was there when it was given.
        private void take(Command command) {
            if (command instanceof Command.Kill kill
                    && covered(kill.scope())
                    && !kill.at().isBefore(spec.acceptedAt())) {
                killed(kill.keepWorktree());
            }
            if (session(command).filter(spec.session()::equals).isPresent()) {
                offer(command);
            }
        }

        private boolean covered(Scope scope) {
            return equalOrAny(scope.org(), spec.org())
                    && equalOrAny(scope.workspace(), spec.trigger().workspace())
                    && equalOrAny(scope.trigger(), spec.trigger().trigger())
                    && (equalOrAny(scope.session(), spec.session())
                            || spec.root().equals(scope.session()));
        }

        private static boolean equalOrAny(@Nullable Object wanted, @Nullable Object own) {
            return wanted == null || wanted.equals(own);
        }

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

    /// One for each claim: a session may come back to this worker before it has left.
    synchronized Box open(ClaimId claim, SessionSpec spec) {
        Box box = boxes.computeIfAbsent(claim, ignored -> new Box(spec));
        late.all().forEach(box::take);
        return box;
    }

    synchronized void close(ClaimId claim) {
        boxes.remove(claim);
    }

    /// Takes a record of `wr.commands`.
    public synchronized void received(Command command) {
        late.keep(command);
        boxes.values().forEach(box -> box.take(command));
    }

    private static Optional<SessionId> session(Command command) {
        return switch (command) {
            case Command.Steer steer -> Optional.of(steer.session());
            case Command.Cancel cancel -> Optional.of(cancel.session());
            case Command.GateVerdict verdict -> Optional.of(verdict.session());
            case Command.Answer answer -> Optional.of(answer.session());
            case Command.Resume resume -> Optional.of(resume.session());
            case Command.Kill kill -> Optional.ofNullable(kill.scope().session());
            case Command.Lift _,
                    Command.Pause _,
                    Command.Unpause _,
                    Command.Retry _,
                    Command.Redeliver _,
                    Command.Opaque _ ->
                    Optional.empty();
        };
    }
}
