package dev.workrail.worker.session;

import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.EngineCommand;
import java.util.ArrayList;
import java.util.List;

/// The session's next segment in the making: events and effects collect here until they are written
/// as one record with the checkpoint. Not thread-safe.
final class Journal {
    private final SessionWriter writer;
    private final Checkpoints checkpoints;
    private final WorkflowRun run;
    private final List<LoggedEvent> events = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();

    Journal(SessionWriter writer, Checkpoints checkpoints, WorkflowRun run) {
        this.writer = writer;
        this.checkpoints = checkpoints;
        this.run = run;
    }

    void add(SessionEvent activity) {
        List<LoggedEvent> numbered = writer.number(List.of(activity));
        run.saw(numbered);
        events.addAll(numbered);
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    void add(List<Effect> more) {
        effects.addAll(more);
    }

    /// Asks the engine; what it decided is part of the next segment.
    Decision decide(EngineCommand command) {
        return take(run.decide(command, writer.nextIndex()));
    }

    Decision take(Decision decision) {
        writer.numbered(decision.events());
        events.addAll(decision.events());
        return decision;
    }

    long nextIndex() {
        return writer.nextIndex();
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    /// Writes what has collected, without waiting for the log.
    void write() {
        if (events.isEmpty() && effects.isEmpty()) {
            return;
        }
        writer.append(
                List.copyOf(events), List.copyOf(effects), checkpoints.at(writer.nextIndex(), run));
        events.clear();
        effects.clear();
    }

    /// Writes what has collected and waits until the log has all of it: before any effect outside.
    void commit() throws InterruptedException {
        write();
        writer.awaitAcks();
    }
}
