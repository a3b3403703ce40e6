package dev.workrail.projections.sink;

import static dev.workrail.projections.read.LogLevel.DEBUG;
import static dev.workrail.projections.read.LogLevel.ERROR;
import static dev.workrail.projections.read.LogLevel.INFO;
import static dev.workrail.projections.read.LogLevel.WARN;

import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.projections.read.LogLevel;

/// How much each event matters. Of a kind this version does not know nothing can be said: info.
final class EventLevels {
    private EventLevels() {}

    static LogLevel of(SessionEvent event) {
        return switch (event) {
            case SessionEvent.Activity activity -> of(activity);
            case SessionEvent.NodeCreated node ->
                    node.nodeKind().equals("blocked_attempt") ? WARN : DEBUG;
            case SessionEvent.AdvanceRecorded advance ->
                    advance.outcome().path("kind").asText().equals("blocked") ? DEBUG : INFO;
            case SessionEvent.ValidationPerformed check -> check.result().valid() ? DEBUG : WARN;
            case SessionEvent.GapRecorded gap -> gap.severity().equals("critical") ? ERROR : WARN;
            case SessionEvent.GateResolved gate -> gate.verdict().equals("approved") ? INFO : WARN;
            case SessionEvent.DivergenceRecorded _, SessionEvent.JumpLimitReached _ -> WARN;
            case SessionEvent.EdgeCreated _,
                    SessionEvent.PreferencesChanged _,
                    SessionEvent.ContextSet _,
                    SessionEvent.ObservationRecorded _,
                    SessionEvent.CapabilityObserved _,
                    SessionEvent.DecisionTraceAppended _,
                    SessionEvent.ConditionEvaluated _ ->
                    DEBUG;
            case SessionEvent.SessionCreated _,
                    SessionEvent.RunStarted _,
                    SessionEvent.NodeOutputAppended _,
                    SessionEvent.AssessmentRecorded _,
                    SessionEvent.AssessmentConsequenceApplied _,
                    SessionEvent.RunCompleted _,
                    SessionEvent.GateOpened _,
                    SessionEvent.JumpRecorded _,
                    SessionEvent.StepSkipped _,
                    SessionEvent.Rewound _,
                    SessionEvent.RunContinued _,
                    SessionEvent.Opaque _ ->
                    INFO;
        };
    }

    private static LogLevel of(SessionEvent.Activity activity) {
        return switch (activity) {
            case SessionEvent.IssueReported issue ->
                    switch (issue.severity()) {
                        case "info" -> INFO;
                        case "error", "fatal" -> ERROR;
                        default -> WARN;
                    };
            case SessionEvent.AgentStuck _,
                    SessionEvent.SecretsFound _,
                    SessionEvent.PushRefused _ ->
                    ERROR;
            // Most are commands that exit with something else than 0, as agents try things.
            case SessionEvent.ToolCallFailed _ -> WARN;
            case SessionEvent.LlmTurnStarted _,
                    SessionEvent.LlmTurnCompleted _,
                    SessionEvent.ToolCallStarted _,
                    SessionEvent.ToolCallCompleted _ ->
                    DEBUG;
            case SessionEvent.WorktreePrepared _,
                    SessionEvent.Steered _,
                    SessionEvent.ChangeCommitted _,
                    SessionEvent.SessionResumed _ ->
                    INFO;
        };
    }

    static LogLevel of(Effect effect) {
        return switch (effect) {
            case Effect.Deliver _, Effect.PushIntended _ -> DEBUG;
            case Effect.Verified verified -> verified.verification().passed() ? INFO : WARN;
            case Effect.Ended ended -> of(ended.outcome());
            case Effect.SpawnChild _, Effect.Parked _, Effect.Pushed _, Effect.Opaque _ -> INFO;
        };
    }

    private static LogLevel of(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> INFO;
            case CANCELLED, KILLED -> WARN;
            case ERROR, TIMEOUT, STUCK, ESCALATED -> ERROR;
        };
    }

    static LogLevel of(Fact fact) {
        return switch (fact) {
            case Fact.DeliveryFailed _ -> ERROR;
            case Fact.VerificationRecorded recorded ->
                    recorded.verification().passed() ? INFO : WARN;
            case Fact.Delivered _, Fact.Erased _, Fact.Opaque _ -> INFO;
        };
    }

    static LogLevel of(SessionRecord.Released released) {
        return released.reason().equals("failed") ? ERROR : INFO;
    }
}
