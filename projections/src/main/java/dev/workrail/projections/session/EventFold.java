package dev.workrail.projections.session;

import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.view.SessionView.Commit;
import dev.workrail.projections.session.LogState.Activity;
import dev.workrail.projections.session.LogState.Doing;
import java.time.Instant;

/// Folds one event of the lease holder.
final class EventFold {
    private EventFold() {}

    static LogState apply(LogState state, LoggedEvent event) {
        return switch (event.data()) {
            case SessionEvent.Activity activity -> activity(state, event, activity);
            case SessionEvent.RunStarted run -> state.with(state.evidence().run(run));
            case SessionEvent.NodeCreated node ->
                    event.nodeId() == null
                            ? state
                            : state.with(state.trail().node(event.nodeId(), node));
            case SessionEvent.NodeOutputAppended output -> output(state, event, output);
            case SessionEvent.ContextSet context ->
                    state.with(state.evidence().context(ContextSigns.of(context.context())));
            case SessionEvent.GapRecorded gap ->
                    state.with(state.trail().gap(gap.gapId(), gap.resolution()));
            case SessionEvent.GateOpened gate ->
                    state.with(ProgressFold.gateOpened(state.progress(), gate));
            case SessionEvent.GateResolved gate ->
                    state.with(ProgressFold.gateResolved(state.progress(), gate));
            case SessionEvent.Rewound rewound ->
                    state.with(state.trail().rewound(rewound.toNodeId()));
            case SessionEvent.SessionCreated _,
                    SessionEvent.EdgeCreated _,
                    SessionEvent.AdvanceRecorded _,
                    SessionEvent.ValidationPerformed _,
                    SessionEvent.AssessmentRecorded _,
                    SessionEvent.AssessmentConsequenceApplied _,
                    SessionEvent.PreferencesChanged _,
                    SessionEvent.ObservationRecorded _,
                    SessionEvent.CapabilityObserved _,
                    SessionEvent.DivergenceRecorded _,
                    SessionEvent.DecisionTraceAppended _,
                    SessionEvent.RunCompleted _,
                    SessionEvent.RunContinued _,
                    SessionEvent.JumpRecorded _,
                    SessionEvent.JumpLimitReached _,
                    SessionEvent.StepSkipped _,
                    SessionEvent.ConditionEvaluated _,
                    SessionEvent.Opaque _ ->
                    state;
        };
    }

    private static LogState activity(
            LogState state, LoggedEvent event, SessionEvent.Activity activity) {
        Instant at = event.at();
        return switch (activity) {
            case SessionEvent.LlmTurnStarted turn ->
                    state.with(Doing.now(Activity.THINKING, at))
                            .with(ProgressFold.turn(state.progress(), turn));
            case SessionEvent.LlmTurnCompleted _ -> state.with(Doing.now(Activity.IDLE, at));
            case SessionEvent.ToolCallStarted call ->
                    state.with(Doing.now(Activity.TOOL, at))
                            .with(
                                    ProgressFold.activity(
                                            state.progress(), call.tool(), call.summary()));
            case SessionEvent.ToolCallCompleted call ->
                    toolDone(state, at).with(state.evidence().toolRan(call.tool()));
            case SessionEvent.ToolCallFailed call ->
                    toolDone(state, at).with(state.evidence().toolRan(call.tool()));
            case SessionEvent.AgentStuck _ -> state.with(Doing.now(Activity.STUCK, at));
            case SessionEvent.IssueReported _ -> state.with(ProgressFold.issue(state.progress()));
            case SessionEvent.ChangeCommitted commit ->
                    state.with(committed(commit)).with(state.evidence().committed(commit.change()));
            case SessionEvent.WorktreePrepared _,
                    SessionEvent.Steered _,
                    SessionEvent.SecretsFound _,
                    SessionEvent.PushRefused _,
                    SessionEvent.SessionResumed _ ->
                    state;
        };
    }

    private static LogState toolDone(LogState state, Instant at) {
        return state.with(Doing.now(Activity.IDLE, at))
                .with(ProgressFold.activity(state.progress(), null, state.progress().activity()));
    }

    private static Commit committed(SessionEvent.ChangeCommitted commit) {
        return new Commit(
                commit.change(),
                commit.subject(),
                commit.filesChanged(),
                commit.insertions(),
                commit.deletions(),
                false);
    }

    private static LogState output(
            LogState state, LoggedEvent event, SessionEvent.NodeOutputAppended output) {
        var payload = output.payload();
        if (payload.notesMarkdown() != null && event.nodeId() != null) {
            return state.with(state.trail().recap(event.nodeId(), payload.notesMarkdown()));
        }
        return payload.content() == null
                ? state
                : state.with(
                        state.evidence().artifact(event.eventId(), payload.content(), event.at()));
    }
}
