package dev.workrail.worker.session;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.worker.agent.Message;
import java.util.List;
import java.util.Optional;

/// Takes commands between two turns: text for the agent, or the end.
final class Steering {
    private final Journal journal;
    private final Conversation conversation;

    Steering(Journal journal, Conversation conversation) {
        this.journal = journal;
        this.conversation = conversation;
    }

    /// @return how the run ends, where a command says so
    Optional<Ending> take(List<Command> commands) {
        boolean steered = false;
        for (Command command : commands) {
            switch (command) {
                case Command.Cancel cancel -> {
                    return Optional.of(
                            new Ending.Over(Outcome.CANCELLED, "cancelled by " + cancel.actor()));
                }
                case Command.Steer steer -> {
                    steered |= say(steer, steer.text());
                }
                case Command.Answer answer -> {
                    steered |= say(answer, answer.answer().toString());
                }
                case Command.GateVerdict _,
                        Command.Resume _,
                        Command.Kill _,
                        Command.Lift _,
                        Command.Pause _,
                        Command.Unpause _,
                        Command.Retry _,
                        Command.Redeliver _,
                        Command.Opaque _ -> {}
            }
        }
        if (steered) {
            // What a person said must survive a crash in the turn it is said in.
            journal.checkpoints().said(conversation.store());
        }
        return Optional.empty();
    }

    /// @return false where the agent has heard it before, under this lease or an earlier one
    private boolean say(Command command, String text) {
        if (conversation.memory().heard().contains(command.id())) {
            return false;
        }
        conversation.say(new Message.User(command.actor() + " says: " + text));
        conversation.remember(conversation.memory().heard(command.id()));
        journal.add(new SessionEvent.Steered(command.id().value(), command.actor(), text));
        return true;
    }
}
