package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Outcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What people and programs ask of sessions.
///
/// The holder of a session reads commands itself; they are kept here as well until a checkpoint
/// answers them, so that one that came while nobody listened is handed over with the next grant.
final class Orders {
    private Orders() {}

    static void commanded(Draft draft, Command command, Specs specs, SchedulerSettings settings) {
        switch (command) {
            case Command.Kill kill -> kill(draft, kill, within(kill, kill.scope()), settings);
            case Command.Lift lift -> lift(draft, within(lift, lift.scope()));
            case Command.Pause pause -> Pauses.pause(draft, pause, within(pause, pause.scope()));
            case Command.Unpause unpause ->
                    Pauses.unpause(draft, unpause, within(unpause, unpause.scope()));
            case Command.Cancel cancel -> cancel(draft, cancel, settings);
            case Command.Retry retry -> retry(draft, retry, specs.find(retry.session()));
            case Command.Resume resume -> resume(draft, resume);
            case Command.Steer steer -> keep(draft, steer, steer.session());
            case Command.Answer answer -> keep(draft, answer, answer.session());
            case Command.GateVerdict verdict -> keep(draft, verdict, verdict.session());
            case Command.Redeliver ignored -> {}
            case Command.Opaque ignored -> {}
        }
    }

    /// A scope reaches no further than the org it was asked in, unless the operator asked.
    private static Scope within(Command command, Scope scope) {
        return command.org().equals(ConfigValue.Domain.OPERATOR)
                ? scope
                : new Scope(command.org(), scope.workspace(), scope.trigger(), scope.session());
    }

    private static void kill(
            Draft draft, Command.Kill kill, Scope scope, SchedulerSettings settings) {
        if (scope.session() == null) {
            hold(draft, kill, scope);
        }
        for (SessionEntry entry : draft.state().sessions().values()) {
            if (covers(draft, scope, entry)) {
                kill(draft, kill, entry.session(), settings);
            }
        }
    }

    /// A kill that holds nothing leaves a hold alone.
    private static void hold(Draft draft, Command.Kill kill, Scope scope) {
        Hold before = draft.state().holds().get(Hold.key(scope));
        if (kill.hold() || before == null || !before.stands()) {
            draft.note(new SchedulerEvent.HoldSet(Hold.of(kill, scope, draft.at())));
        }
    }

    private static void lift(Draft draft, Scope scope) {
        Hold hold = draft.state().holds().get(Hold.key(scope));
        if (hold != null && hold.stands()) {
            draft.note(new SchedulerEvent.HoldSet(hold.lifted(draft.at())));
        }
    }

    private static void kill(
            Draft draft, Command.Kill kill, SessionId session, SchedulerSettings settings) {
        SessionEntry entry = draft.session(session);
        if (entry == null || killed(entry)) {
            return;
        }
        draft.say(
                new SchedulingEvent.Killed(
                        entry.org(),
                        session,
                        kill.id(),
                        kill.actor(),
                        Hold.reason(kill),
                        kill.keepWorktree() ? "kept" : "removed",
                        draft.now()));
        String detail = "killed by " + kill.actor() + ": " + Hold.reason(kill);
        if (entry.phase() instanceof Phase.Leased) {
            Endings.stop(
                    draft, entry, new Stopping(Outcome.KILLED, detail), "killed", kill.actor());
        } else {
            Endings.close(draft, entry, Outcome.KILLED, detail, settings);
        }
    }

    private static boolean killed(SessionEntry entry) {
        Stopping stopping = entry.stopping();
        return stopping != null && stopping.outcome() == Outcome.KILLED;
    }

    /// A session's scope covers the sessions it started as well: they are the same unit of work.
    private static boolean covers(Draft draft, Scope scope, SessionEntry entry) {
        if (!Hold.covers(scope, entry.place())) {
            return false;
        }
        if (scope.session() == null) {
            return true;
        }
        SessionEntry at = entry;
        while (at != null) {
            if (at.session().equals(scope.session()) || scope.session().equals(at.parent())) {
                return true;
            }
            at = at.parent() == null ? null : draft.session(at.parent());
        }
        return false;
    }

    private static void cancel(Draft draft, Command.Cancel cancel, SchedulerSettings settings) {
        SessionEntry entry = draft.session(cancel.session());
        if (entry == null || !entry.org().equals(cancel.org())) {
            return;
        }
        if (entry.phase() instanceof Phase.Leased) {
            draft.note(new SchedulerEvent.CancelAsked(entry.session()));
        } else {
            String reason = Objects.requireNonNullElse(cancel.reason(), "no reason given");
            Endings.close(
                    draft,
                    entry,
                    Outcome.CANCELLED,
                    "cancelled by " + cancel.actor() + ": " + reason,
                    settings);
        }
    }

    private static void resume(Draft draft, Command.Resume resume) {
        SessionEntry entry = draft.session(resume.session());
        if (entry == null || !entry.org().equals(resume.org())) {
            return;
        }
        draft.note(new SchedulerEvent.CommandKept(entry.session(), resume));
        if (entry.phase() instanceof Phase.Parked) {
            Endings.requeue(
                    draft, entry, entry.lastEpoch(), "wait_satisfied", entry.steps().crashes());
        }
    }

    private static void keep(Draft draft, Command command, SessionId session) {
        SessionEntry entry = draft.session(session);
        if (entry == null
                || !entry.org().equals(command.org())
                || entry.pending().stream().anyMatch(kept -> kept.id().equals(command.id()))) {
            return;
        }
        draft.note(new SchedulerEvent.CommandKept(session, command));
        Endings.wake(draft, draft.session(session));
    }

    /// A person's retry asks no dedupe and starts counting afresh.
    private static void retry(Draft draft, Command.Retry retry, @Nullable SessionSpec ended) {
        if (ended == null
                || !ended.org().equals(retry.org())
                || draft.session(ended.session()) != null) {
            return;
        }
        SessionId again = retry.again();
        if (draft.session(again) != null) {
            return;
        }
        SessionSpec spec =
                new SessionSpec(
                        again,
                        ended.org(),
                        ended.parent(),
                        ended.parent() == null ? again : ended.root(),
                        ended.triggerEvent(),
                        ended.trigger(),
                        ended.source(),
                        ended.workflowId(),
                        ended.goal(),
                        ended.context(),
                        ended.referenceUrls(),
                        draft.now());
        Intake.queue(draft, spec);
    }
}
