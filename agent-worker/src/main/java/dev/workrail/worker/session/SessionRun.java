package dev.workrail.worker.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.WaitFor;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.EngineCommand;
import dev.workrail.engine.session.Flavour;
import java.util.List;
import java.util.Optional;

/// A session under one lease, from where its checkpoint stands to the next ending: starts the
/// workflow where it has not started, answers gates, lets the agent work, ships what it made.
final class SessionRun {
    private final SessionSpec spec;
    private final BoundWorkflow workflow;
    private final WorkflowRun run;
    private final Journal journal;
    private final StatusUpdates updates;
    private final RunControls controls;

    SessionRun(
            SessionSpec spec,
            BoundWorkflow workflow,
            WorkflowRun run,
            Journal journal,
            StatusUpdates updates,
            RunControls controls) {
        this.spec = spec;
        this.workflow = workflow;
        this.run = run;
        this.journal = journal;
        this.updates = updates;
        this.controls = controls;
    }

    /// Starts the workflow, or notes that it goes on here.
    ///
    /// @param firstTurn of the agent under this lease
    void begin(Optional<SessionEvent> prepared, int firstTurn) {
        if (run.started()) {
            journal.add(
                    new SessionEvent.SessionResumed(
                            controls.lease().key().epoch(), firstTurn, journal.nextIndex()));
            return;
        }
        Decision decision =
                journal.decide(
                        new EngineCommand.Start(
                                controls.now(), spec.session(), spec.goal(), context(), origin()));
        if (decision instanceof Decision.Rejected rejected) {
            throw new UnusableSessionException(
                    "the workflow does not start: %s, %s"
                            .formatted(rejected.code(), rejected.detail()));
        }
        prepared.ifPresent(journal::add);
        journal.add(updates.started(journal.nextIndex()));
    }

    /// Takes verdicts that arrived while the session waited.
    ///
    /// @return how the run ends, where the session still waits or cannot take a verdict
    Optional<Ending> resolveGate(List<Command> arrived) {
        for (Command command : arrived) {
            if (command instanceof Command.GateVerdict verdict
                    && run.openGate().filter(verdict.gateId()::equals).isPresent()) {
                Decision decision = journal.decide(resolution(verdict));
                if (decision instanceof Decision.Rejected refused) {
                    return Optional.of(refused(verdict, refused));
                }
            }
        }
        return run.openGate()
                .map(gate ->
                        new Ending.Park(
                                new WaitFor.Verdict(gate, step(), run.openGateKind().orElseThrow()),
                                "gate at step " + step()));
    }

    private EngineCommand.ResolveGate resolution(Command.GateVerdict verdict) {
        return new EngineCommand.ResolveGate(
                controls.now(),
                verdict.gateId(),
                verdict(verdict.verdict()),
                verdict.rationale(),
                verdict.actor());
    }

    /// The verdict stays on record as given, so waiting again would end at once, and again.
    private Ending refused(Command.GateVerdict verdict, Decision.Rejected refused) {
        return new Ending.Over(
                Outcome.ERROR,
                "the verdict '%s' on the gate at step %s cannot be taken: %s, %s"
                        .formatted(verdict.verdict(), step(), refused.code(), refused.detail()));
    }

    /// Whether the workflow is complete, so that only shipping is left.
    boolean complete() {
        return run.complete();
    }

    /// Writes the end of the session, together with what the journal still holds.
    void end(Shipped shipped, SessionMemory memory) throws InterruptedException {
        var handoff = Handoffs.of(memory, shipped);
        journal.add(
                updates.ended(journal.nextIndex(), shipped.outcome(), shipped.detail(), handoff));
        journal.add(new Effect.Ended(shipped.outcome(), shipped.detail(), handoff));
        journal.commit();
    }

    void park(Ending.Park park) throws InterruptedException {
        journal.add(updates.waiting(journal.nextIndex(), park.reason()));
        journal.add(new Effect.Parked(park.waitFor(), park.reason()));
        journal.commit();
    }

    private String step() {
        String pending = run.pendingStepId();
        return pending == null ? "" : pending;
    }

    private ObjectNode context() {
        JsonNode context = spec.context();
        return context instanceof ObjectNode object
                ? object
                : JsonNodeFactory.instance.objectNode();
    }

    private EngineCommand.Origin origin() {
        return new EngineCommand.Origin(
                Flavour.AUTONOMOUS,
                workflow.sourceKind(),
                "bundled".equals(workflow.sourceKind()) ? "(bundled)" : spec.org().value(),
                "daemon",
                spec.parent(),
                List.of());
    }

    private static EngineCommand.Verdict verdict(String text) {
        return switch (text) {
            case "approved" -> EngineCommand.Verdict.APPROVED;
            case "rejected" -> EngineCommand.Verdict.REJECTED;
            default -> EngineCommand.Verdict.UNCERTAIN;
        };
    }
}
