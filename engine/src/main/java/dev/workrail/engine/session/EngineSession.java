package dev.workrail.engine.session;

import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.interpret.Interpreter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The engine, bound to one compiled workflow: decides commands and folds events.
///
/// Pure: the same state and command give the same events on any machine. Never throws for bad
/// input; a command that does not fit is answered with [Decision.Rejected]. Holds no session state,
/// so one instance serves every session of the workflow. Thread-safe.
public final class EngineSession {
    private final CompiledWorkflow workflow;
    private final Views views;
    private final StartDecider start;
    private final AdvanceDecider advance;
    private final GateDecider gate;
    private final PlaceDecider place;
    private final LimitDecider limits;

    private EngineSession(CompiledWorkflow workflow) {
        Interpreter interpreter = new Interpreter(workflow);
        this.workflow = workflow;
        this.views = new Views(workflow);
        this.start = new StartDecider(workflow, interpreter, views);
        this.advance = new AdvanceDecider(workflow, interpreter, views);
        this.gate = new GateDecider(workflow.workflowHash(), interpreter, views);
        this.place = new PlaceDecider(workflow, interpreter, views);
        this.limits = new LimitDecider(workflow, views);
    }

    /// The engine for a workflow. Worth keeping: binding costs more than a decision.
    public static EngineSession of(CompiledWorkflow workflow) {
        return new EngineSession(workflow);
    }

    public CompiledWorkflow workflow() {
        return workflow;
    }

    /// Decides a command. The events of the answer form one segment; append them, then keep
    /// [Decision#after].
    ///
    /// @param state [SessionState#empty] for a start
    public Decision decide(SessionState state, EngineCommand command) {
        Decision.Rejected refusal = refusal(state, command);
        if (refusal != null) {
            return refusal;
        }
        return switch (command) {
            case EngineCommand.Start c -> start.decide(state, c);
            case EngineCommand.Advance c -> advance.decide(state, c);
            case EngineCommand.Rehydrate c -> rehydrate(state, c);
            case EngineCommand.Checkpoint c -> place.checkpoint(state, c);
            case EngineCommand.ResolveGate c -> gate.decide(state, c);
            case EngineCommand.Rewind c -> place.rewind(state, c);
            case EngineCommand.Continue c -> place.continued(state, c);
            case EngineCommand.SetPreferences c -> preferences(state, c);
            case EngineCommand.EnforceLimits c -> limits.decide(state, c);
        };
    }

    private Decision.@Nullable Rejected refusal(SessionState state, EngineCommand command) {
        boolean reads = command instanceof EngineCommand.Rehydrate;
        if (state.damage() != null && !reads) {
            return new Decision.Rejected(
                    Decision.Code.SESSION_NOT_HEALTHY,
                    "the log cannot be written any more: %s; export the healthy part and start again"
                            .formatted(state.damage()));
        }
        Decision.Rejected unfit = CommandBounds.refusal(command);
        if (unfit != null || command instanceof EngineCommand.Start) {
            return unfit;
        }
        if (!state.isStarted()) {
            return new Decision.Rejected(
                    Decision.Code.WRONG_STATE, "the session was not started; start it first");
        }
        if (!state.workflowHash().equals(workflow.workflowHash())) {
            return new Decision.Rejected(
                    Decision.Code.WORKFLOW_MISMATCH,
                    "the session is bound to workflow %s, this is %s; use the pinned snapshot"
                            .formatted(state.workflowHash(), workflow.workflowHash()));
        }
        return null;
    }

    private Decision rehydrate(SessionState state, EngineCommand.Rehydrate command) {
        String nodeId = command.nodeId() == null ? state.tip() : command.nodeId();
        NodeState node = state.nodes().get(nodeId);
        if (node == null) {
            return Deciders.unknownNode(nodeId);
        }
        if (node.position().isComplete()) {
            return new Decision.Completed(List.of(), state, List.of(), List.of());
        }
        return new Decision.Accepted(
                List.of(),
                state,
                views.again(state, node, command.recaps()),
                List.of(),
                node.detail().assessments());
    }

    private static Decision preferences(SessionState state, EngineCommand.SetPreferences command) {
        if (state.preferences().equals(command.preferences())) {
            return new Decision.Replayed(new Decision.Noted(List.of(), state, null));
        }
        Segment segment = new Segment(state, command.at());
        String changeId =
                DerivedIds.of("pref_", state.tip(), Long.toString(state.nextEventIndex()));
        PreferenceEvents.write(
                segment, state.tip(), command.preferences(), command.source(), changeId);
        return new Decision.Noted(segment.events(), segment.after(), null);
    }

    /// What a caller sees at the tip: a pending step, an open gate, a block, or the end. The same
    /// facts the last command was answered with.
    public Decision current(SessionState state) {
        NodeState node = state.nodes().get(state.tip());
        return node == null
                ? new Decision.Rejected(
                        Decision.Code.WRONG_STATE, "the session was not started; start it first")
                : views.answer(state, node, List.of());
    }

    /// Folds one event. Never throws: an event that does not fit marks the state as damaged, and
    /// every later event is left alone.
    public static SessionState evolve(SessionState state, LoggedEvent event) {
        return Evolution.evolve(state, event);
    }

    /// Folds a whole log.
    public static SessionState evolve(SessionState state, List<LoggedEvent> events) {
        SessionState now = state;
        for (LoggedEvent event : events) {
            now = Evolution.evolve(now, event);
        }
        return now;
    }
}
