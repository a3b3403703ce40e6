package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.EpochFilter.Verdict;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.WaitFor;
import java.util.List;

/// What the holder of a session wrote: progress, children, waits, its end.
final class Segments {
    private Segments() {}

    static void segment(
            Draft draft, SessionRecord.Segment segment, Specs specs, SchedulerSettings settings) {
        SessionEntry entry = draft.session(segment.session());
        if (entry == null || entry.filter().verdict(segment) != Verdict.VALID) {
            return;
        }
        draft.note(
                new SchedulerEvent.Progressed(
                        segment.session(),
                        segment.checkpoint(),
                        unanswered(entry, segment),
                        draft.heard()));
        for (Effect effect : segment.effects()) {
            effect(draft, segment, effect, specs, settings);
        }
    }

    /// What the holder wrote that it took is answered; an answer or a resume is, once the session
    /// went on past a checkpoint.
    private static List<Command> unanswered(SessionEntry entry, SessionRecord.Segment segment) {
        boolean parks = segment.effects().stream().anyMatch(Effect.Parked.class::isInstance);
        boolean wentOn = segment.checkpoint() != null && !parks;
        return entry.pending().stream()
                .filter(command -> !answered(command, segment, wentOn))
                .toList();
    }

    private static boolean answered(
            Command command, SessionRecord.Segment segment, boolean wentOn) {
        return switch (command) {
            case Command.Steer steer ->
                    segment.events().stream()
                            .anyMatch(event ->
                                    event.data() instanceof SessionEvent.Steered steered
                                            && steered.commandId().equals(steer.id().value()));
            case Command.GateVerdict verdict ->
                    segment.events().stream()
                            .anyMatch(event ->
                                    event.data() instanceof SessionEvent.GateResolved resolved
                                            && resolved.gateId().equals(verdict.gateId()));
            case Command.Answer ignored -> wentOn;
            case Command.Resume ignored -> wentOn;
            case Command.Cancel ignored -> false;
            case Command.Kill ignored -> false;
            case Command.Lift ignored -> false;
            case Command.Pause ignored -> false;
            case Command.Unpause ignored -> false;
            case Command.Retry ignored -> false;
            case Command.Redeliver ignored -> false;
            case Command.Opaque ignored -> wentOn;
        };
    }

    private static void effect(
            Draft draft,
            SessionRecord.Segment segment,
            Effect effect,
            Specs specs,
            SchedulerSettings settings) {
        SessionEntry entry = draft.session(segment.session());
        if (entry == null) {
            return;
        }
        switch (effect) {
            case Effect.SpawnChild child -> Children.spawn(draft, entry, child, specs, settings);
            case Effect.Parked parked -> park(draft, entry, parked.waitFor(), settings);
            case Effect.Ended ended -> end(draft, entry, ended, settings);
            case Effect.Deliver ignored -> {}
            case Effect.Verified ignored -> {}
            case Effect.PushIntended ignored -> {}
            case Effect.Pushed ignored -> {}
            case Effect.Opaque ignored -> {}
        }
    }

    private static void park(
            Draft draft, SessionEntry entry, WaitFor waitFor, SchedulerSettings settings) {
        if (over(draft, entry, settings)) {
            return;
        }
        if (entry.phase() instanceof Phase.Leased leased) {
            Endings.endLease(draft, entry, leased.epoch(), "parked");
        }
        Endings.park(draft, entry, waitFor);
        Endings.wake(draft, draft.session(entry.session()));
    }

    private static void end(
            Draft draft, SessionEntry entry, Effect.Ended ended, SchedulerSettings settings) {
        Stopping stopping = entry.stopping();
        if (stopping != null && stopping.outcome() == Outcome.KILLED) {
            Endings.close(draft, entry, Outcome.KILLED, stopping.detail(), settings);
        } else {
            Endings.close(draft, entry, ended.outcome(), ended.detail(), settings);
        }
    }

    /// Where it was told to stop, giving back is how it is over.
    static boolean over(Draft draft, SessionEntry entry, SchedulerSettings settings) {
        Stopping stopping = entry.stopping();
        if (stopping != null) {
            Endings.close(draft, entry, stopping.outcome(), stopping.detail(), settings);
            return true;
        }
        if (entry.cancelled()) {
            Endings.close(draft, entry, Outcome.CANCELLED, "cancelled", settings);
            return true;
        }
        return false;
    }
}
