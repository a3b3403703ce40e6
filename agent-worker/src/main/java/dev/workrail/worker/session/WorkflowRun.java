package dev.workrail.worker.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.projection.Recaps;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.EngineCommand;
import dev.workrail.engine.session.EngineSession;
import dev.workrail.engine.session.SessionState;
import dev.workrail.engine.session.StepView;
import dev.workrail.engine.session.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The session's workflow: the engine, and its state so far. Not thread-safe.
final class WorkflowRun {
    /// The engine's rules for one workflow.
    @FunctionalInterface
    interface Rules {
        Decision decide(SessionState state, EngineCommand command);
    }

    private final Rules rules;
    private SessionState state;
    private @Nullable StepView pending;

    WorkflowRun(Rules rules, SessionState state) {
        this.rules = rules;
        this.state = state;
    }

    /// Asks the engine, and takes over what it decided.
    ///
    /// @param nextIndex the index the first of its events takes
    Decision decide(EngineCommand command, long nextIndex) {
        Decision decision = rules.decide(state.withNextEventIndex(nextIndex), command);
        SessionState after = decision.after();
        if (after != null) {
            state = after;
        }
        pending = pendingOf(decision).orElse(pending);
        return decision;
    }

    /// Lets the engine count what the agent has spent on the pending step.
    void saw(List<LoggedEvent> activity) {
        for (LoggedEvent event : activity) {
            if (event.data() instanceof SessionEvent.LlmTurnCompleted) {
                state = EngineSession.evolve(state.withNextEventIndex(event.eventIndex()), event);
            }
        }
    }

    /// The pending step, rendered.
    ///
    /// @throws IllegalStateException where nothing is pending
    StepView pending(Instant now) {
        if (pending == null) {
            decide(new EngineCommand.Rehydrate(now, null, Recaps.NONE), state.nextEventIndex());
        }
        StepView found = pending;
        if (found == null) {
            throw new IllegalStateException("no step is pending in " + state);
        }
        return found;
    }

    Decision complete(Submission submission, Instant now, long nextIndex) {
        StepView step = pending(now);
        return decide(
                new EngineCommand.Advance(now, step.nodeId(), step.attemptId(), submission),
                nextIndex);
    }

    /// Whether the submission would complete the workflow. Takes nothing over.
    boolean completes(Submission submission, Instant now, long nextIndex) {
        StepView step = pending(now);
        Decision decision =
                rules.decide(
                        state.withNextEventIndex(nextIndex),
                        new EngineCommand.Advance(
                                now, step.nodeId(), step.attemptId(), submission));
        return decision instanceof Decision.Completed;
    }

    boolean started() {
        return state.isStarted();
    }

    boolean complete() {
        return state.isComplete();
    }

    Optional<String> openGate() {
        return Optional.ofNullable(state.openGateId());
    }

    /// Who may decide the open gate; absent where none is open.
    Optional<String> openGateKind() {
        return Optional.ofNullable(state.openGateKind());
    }

    @Nullable String pendingStepId() {
        return state.pendingStepId();
    }

    String tip() {
        return state.tip();
    }

    JsonNode stateJson() {
        return state.toJson();
    }

    private static Optional<StepView> pendingOf(Decision decision) {
        return switch (decision) {
            case Decision.Accepted accepted -> Optional.of(accepted.pending());
            case Decision.Blocked blocked -> Optional.of(blocked.pending());
            case Decision.Replayed replayed -> pendingOf(replayed.answer());
            case Decision.GateParked _,
                    Decision.Completed _,
                    Decision.Noted _,
                    Decision.Rejected _ ->
                    Optional.empty();
        };
    }
}
