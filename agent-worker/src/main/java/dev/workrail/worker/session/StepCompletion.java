package dev.workrail.worker.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.session.WaitFor;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.Submission;
import dev.workrail.worker.tool.CompleteStepTool;
import dev.workrail.worker.tool.ToolException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes what the agent hands in for a step to the engine, and the answer back. Not thread-safe.
final class StepCompletion implements CompleteStepTool.Completion {
    private final Journal journal;
    private final WorkflowRun run;
    private final Conversation conversation;
    private final StatusUpdates updates;
    private final RunControls controls;
    private final Repairs repairs;
    private @Nullable Ending ending;
    private boolean decided;
    private Instant begun;

    StepCompletion(
            Journal journal,
            WorkflowRun run,
            Conversation conversation,
            StatusUpdates updates,
            RunControls controls,
            Repairs repairs) {
        this.journal = journal;
        this.run = run;
        this.conversation = conversation;
        this.updates = updates;
        this.controls = controls;
        this.repairs = repairs;
        this.begun = controls.now();
    }

    /// True where the step was decided about in this turn, so that the turn must end: its record
    /// holds the decision and the conversation that led to it, or neither.
    boolean decided() {
        return decided;
    }

    void nextTurn() {
        decided = false;
    }

    /// How the run ends, where the last decision ended it.
    Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    @Override
    public String complete(String notes, List<JsonNode> artifacts, @Nullable ObjectNode context)
            throws ToolException, InterruptedException {
        Submission submission = new Submission(notes, artifacts, context);
        if (run.completes(submission, controls.now(), journal.nextIndex())) {
            requireGates(notes);
        }
        Decision decision =
                journal.take(run.complete(submission, controls.now(), journal.nextIndex()));
        decided = true;
        count(decision);
        return answer(decision, notes, artifacts);
    }

    /// Asked before the engine takes the step for done, so that it is still pending where the
    /// change has to be mended.
    private void requireGates(String notes) throws ToolException, InterruptedException {
        Optional<Repairs.Refusal> refusal = repairs.refusal(notes);
        if (refusal.isPresent()) {
            decided = true;
            ending = refusal.get().ending();
            throw new ToolException(refusal.get().text());
        }
    }

    private void count(Decision decision) {
        String answer =
                switch (decision) {
                    case Decision.Accepted _, Decision.Completed _ -> "completed";
                    case Decision.Blocked _ -> "blocked";
                    case Decision.GateParked _ -> "parked";
                    case Decision.Replayed _, Decision.Noted _, Decision.Rejected _ -> "refused";
                };
        controls.metrics().step(controls.org(), answer, controls.since(begun));
        begun = controls.now();
    }

    private String answer(Decision decision, String notes, List<JsonNode> artifacts)
            throws ToolException {
        return switch (decision) {
            case Decision.Accepted accepted -> {
                advanced(notes, artifacts);
                journal.add(
                        updates.progress(
                                journal.nextIndex(),
                                conversation.memory().advances(),
                                accepted.pending().stepId()));
                yield StepTexts.next(accepted.pending());
            }
            case Decision.Blocked blocked -> {
                conversation.remember(conversation.memory().prompted(run.tip()));
                yield blocked(blocked);
            }
            case Decision.GateParked parked -> {
                advanced(notes, artifacts);
                ending = park(parked);
                yield "The step waits for a verdict.";
            }
            case Decision.Completed _ -> {
                advanced(notes, artifacts);
                ending = new Ending.WorkflowComplete();
                yield "The workflow is complete.";
            }
            case Decision.Replayed replayed -> answer(replayed.answer(), notes, artifacts);
            case Decision.Noted _ -> throw new ToolException("nothing was completed");
            case Decision.Rejected rejected ->
                    throw new ToolException(rejected.code() + ": " + rejected.detail());
        };
    }

    private String blocked(Decision.Blocked blocked) throws ToolException {
        if (!blocked.retryable()) {
            ending =
                    new Ending.Over(
                            dev.workrail.contracts.session.Outcome.ESCALATED,
                            "the step cannot be completed: " + StepTexts.blocked(blocked));
        }
        throw new ToolException(StepTexts.blocked(blocked));
    }

    private void advanced(String notes, List<JsonNode> artifacts) {
        conversation.remember(conversation.memory().advanced(notes, artifacts).prompted(run.tip()));
    }

    static Ending park(Decision.GateParked parked) {
        return new Ending.Park(
                new WaitFor.Verdict(parked.gateId(), parked.stepId(), parked.gateKind()),
                "gate at step " + parked.stepId());
    }
}
