package dev.workrail.worker.session;

import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.EngineCommand;
import dev.workrail.worker.agent.Message;
import dev.workrail.worker.agent.ModelAnswer;
import dev.workrail.worker.agent.ModelException;
import dev.workrail.worker.agent.StuckDetector;
import dev.workrail.worker.agent.ToolCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs the agent turn by turn until the workflow is complete, or something ends it earlier.
///
/// A turn is one model call and its tool calls, one after the other. One record holds its events,
/// the decision of the engine where it completed a step, a checkpoint that lacks nothing to go on,
/// and the start of the next turn or the end: a turn costs one append. Only a complete workflow is
/// a success; a model that stops talking is asked to go on.
final class AgentLoop {
    private static final int MAX_IDLE_TURNS = 3;

    private final AgentSetup agent;
    private final Journal journal;
    private final Conversation conversation;
    private final WorkflowRun run;
    private final RunControls controls;
    private final TurnParts parts;
    private final StuckDetector stuck;
    private int idleTurns;

    AgentLoop(
            AgentSetup agent,
            Journal journal,
            Conversation conversation,
            WorkflowRun run,
            RunControls controls,
            TurnParts parts) {
        this.agent = agent;
        this.journal = journal;
        this.conversation = conversation;
        this.run = run;
        this.controls = controls;
        this.parts = parts;
        this.stuck = new StuckDetector(agent.settings().turns());
    }

    /// @return how it ended; what the last turn made is in the journal, not yet written
    Ending run() throws InterruptedException {
        promptWhereNew();
        Optional<Ending> ending = safePoint();
        while (ending.isEmpty()) {
            ending = turn().or(this::safePoint);
        }
        return ending.get();
    }

    private void promptWhereNew() {
        SessionMemory memory = conversation.memory();
        if (!memory.promptedStep().equals(run.tip())) {
            boolean first = conversation.messages().isEmpty();
            var step = run.pending(controls.now());
            conversation.say(
                    new Message.User(first ? StepTexts.first(step) : StepTexts.again(step)));
            conversation.remember(memory.prompted(run.tip()));
        }
    }

    /// Between two turns everything is in the checkpoint: the place to stop, or to be spoken to.
    private Optional<Ending> safePoint() {
        Optional<Ending> asked = parts.steering().take(controls.drain());
        if (asked.isPresent()) {
            return asked;
        }
        if (controls.draining().getAsBoolean()) {
            return Optional.of(new Ending.HandBack("drained"));
        }
        int turns = journal.checkpoints().turn();
        if (turns >= agent.settings().turns()) {
            return Optional.of(new Ending.Over(Outcome.TIMEOUT, "max_turns: %d".formatted(turns)));
        }
        Duration limit = Duration.ofMinutes(agent.settings().sessionMinutes());
        if (!controls.now().isBefore(conversation.memory().startedAt().plus(limit))) {
            return Optional.of(new Ending.Over(Outcome.TIMEOUT, "wall_clock: " + limit));
        }
        return stepStopped();
    }

    /// No turn is spent on a step that has nothing left of the limits it declares.
    private Optional<Ending> stepStopped() {
        Decision enforced = journal.decide(new EngineCommand.EnforceLimits(controls.now()));
        Decision answer =
                enforced instanceof Decision.Replayed replayed ? replayed.answer() : enforced;
        return answer instanceof Decision.Blocked blocked && !blocked.retryable()
                ? Optional.of(
                        new Ending.Over(
                                Outcome.ESCALATED,
                                "step limit: " + blocked.blockers().getFirst().message()))
                : Optional.empty();
    }

    private Optional<Ending> turn() throws InterruptedException {
        int turn = journal.checkpoints().turn();
        List<Message> messages = conversation.messages();
        journal.add(new SessionEvent.LlmTurnStarted(turn, agent.model().model(), messages.size()));
        if (agent.model().isPure()) {
            journal.write();
        } else {
            // The call costs money: nobody else may hold the session when it starts.
            journal.commit();
        }
        ModelAnswer answer;
        Instant asked = controls.now();
        try {
            answer = parts.asking().ask(turn, messages);
            controls.metrics().model(controls.org(), "answered", controls.since(asked));
        } catch (ModelException e) {
            String how = e.passing() ? "no_answer" : "refused";
            controls.metrics().model(controls.org(), how, controls.since(asked));
            return Optional.of(
                    e.passing()
                            ? new Ending.Over(Outcome.STUCK, "stall: " + e.getMessage())
                            : new Ending.Over(Outcome.ERROR, "model: " + e.getMessage()));
        }
        completed(turn, answer);
        call(answer.calls());
        endTurn(answer);
        return parts.completion().ending().or(() -> stuckAfter(turn + 1));
    }

    private void completed(int turn, ModelAnswer answer) {
        journal.checkpoints().spent(answer.usage());
        journal.add(
                new SessionEvent.LlmTurnCompleted(
                        turn,
                        agent.model().model(),
                        answer.stopReason(),
                        journal.checkpoints().usage(),
                        answer.calls().stream().map(ToolCall::tool).toList()));
        conversation.say(new Message.Assistant(answer.text(), answer.calls()));
    }

    private void call(List<ToolCall> calls) throws InterruptedException {
        parts.completion().nextTurn();
        List<Message.ToolResult> results = new ArrayList<>();
        for (ToolCall call : calls) {
            stuck.called(call);
            results.add(parts.tools().call(call, parts.completion().decided()));
        }
        if (!results.isEmpty()) {
            conversation.say(new Message.ToolResults(results));
        }
    }

    private void endTurn(ModelAnswer answer) throws InterruptedException {
        idleTurns = answer.calls().isEmpty() ? idleTurns + 1 : 0;
        if (answer.calls().isEmpty()) {
            conversation.say(new Message.User(StepTexts.unfinished(run.pending(controls.now()))));
        }
        conversation.remember(conversation.memory().saw(agent.ledger().entries()));
        if (answer.calls().stream().anyMatch(call -> Toolbox.changesFiles(call.tool()))) {
            parts.snapshot().take();
        }
        journal.checkpoints().turnEnded(conversation.store());
    }

    private Optional<Ending> stuckAfter(int turns) {
        if (idleTurns >= MAX_IDLE_TURNS) {
            return stuck(
                    new StuckDetector.Stuck(
                            "no_progress",
                            "ended its turn %d times without completing the step"
                                    .formatted(idleTurns),
                            true));
        }
        return stuck.check(turns, conversation.memory().advances()).flatMap(this::stuck);
    }

    private Optional<Ending> stuck(StuckDetector.Stuck found) {
        journal.add(new SessionEvent.AgentStuck(found.reason(), found.detail()));
        return found.fatal()
                ? Optional.of(
                        new Ending.Over(Outcome.STUCK, found.reason() + ": " + found.detail()))
                : Optional.empty();
    }
}
