package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.session.WaitFor;

/// Whether what a session waits for has come, also where it came first.
final class Satisfaction {
    private Satisfaction() {}

    static boolean holds(Draft draft, SessionEntry entry, WaitFor waitFor) {
        return switch (waitFor) {
            // A session that is not scheduled any more is over; one that never was never comes.
            case WaitFor.Child child ->
                    child.sessions().stream().allMatch(id -> draft.session(id) == null);
            case WaitFor.Verdict verdict ->
                    entry.pending().stream().anyMatch(command -> answers(command, verdict));
            case WaitFor.AnyCommand any ->
                    entry.pending().stream()
                            .anyMatch(command -> any.kinds().contains(command.kind()));
            case WaitFor.Timer timer -> !timer.at().isAfter(draft.tick());
            // A wait of a kind that is not known here ends with a resume command only.
            case WaitFor.Opaque ignored -> false;
        };
    }

    private static boolean answers(Command command, WaitFor.Verdict verdict) {
        return command instanceof Command.GateVerdict given
                && given.gateId().equals(verdict.gateId());
    }
}
