package dev.workrail.contracts.session;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.Kinded;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened in a session, as the lease holder wrote it.
///
/// The first group are the engine's events; their names, fields and dedupe keys are WorkRail's. The
/// second group ([Activity]) is the worker's: what the agent did between two advances.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true,
        defaultImpl = SessionEvent.Opaque.class)
public sealed interface SessionEvent extends Kinded {

    @JsonTypeName("session_created")
    record SessionCreated(@Nullable SessionId parentSessionId) implements SessionEvent {}

    /// @param workflowSourceKind bundled, org or workspace; WorkRail's own kinds in imported
    ///   sessions
    /// @param flavour autonomous or interactive; absent in imported sessions
    @JsonTypeName("run_started")
    record RunStarted(
            String workflowId,
            String workflowHash,
            String workflowSourceKind,
            String workflowSourceRef,
            @Nullable String triggerSource,
            @Nullable String flavour)
            implements SessionEvent {}

    /// @param nodeKind step, checkpoint, blocked_attempt or gate_checkpoint
    /// @param position what the node adds to its parent: enough to rebuild the engine's state from
    ///   the log alone
    @JsonTypeName("node_created")
    record NodeCreated(
            String nodeKind,
            @Nullable String parentNodeId,
            String workflowHash,
            String snapshotRef,
            @Nullable JsonNode position)
            implements SessionEvent {}

    /// @param edgeKind acked_step or checkpoint; reopened (gate), rewound or continued
    @JsonTypeName("edge_created")
    record EdgeCreated(String edgeKind, String fromNodeId, String toNodeId, Cause cause)
            implements SessionEvent {
        /// @param kind idempotent_replay, intentional_fork, non_tip_advance, checkpoint_created
        public record Cause(String kind, String eventId) {}
    }

    @JsonTypeName("advance_recorded")
    record AdvanceRecorded(String attemptId, String intent, JsonNode outcome)
            implements SessionEvent {}

    @JsonTypeName("validation_performed")
    record ValidationPerformed(
            String validationId, String attemptId, String contractRef, Result result)
            implements SessionEvent {
        public record Result(boolean valid, List<String> issues, List<String> suggestions) {}
    }

    /// @param outputChannel recap or artifact
    @JsonTypeName("node_output_appended")
    record NodeOutputAppended(
            String outputId,
            @Nullable String supersedesOutputId,
            String outputChannel,
            Payload payload)
            implements SessionEvent {
        /// @param payloadKind notes or artifact_ref
        public record Payload(
                String payloadKind,
                @Nullable String notesMarkdown,
                @Nullable String sha256,
                @Nullable String contentType,
                @Nullable Integer byteLength,
                @Nullable JsonNode content) {}
    }

    @JsonTypeName("assessment_recorded")
    record AssessmentRecorded(
            String assessmentId,
            String attemptId,
            String artifactOutputId,
            @Nullable String summary,
            List<String> normalizationNotes,
            List<Dimension> dimensions)
            implements SessionEvent {
        /// @param normalization exact or normalized
        public record Dimension(
                String dimensionId,
                String level,
                @Nullable String rationale,
                String normalization) {}
    }

    @JsonTypeName("assessment_consequence_applied")
    record AssessmentConsequenceApplied(
            String attemptId, String assessmentId, Trigger trigger, Consequence effect)
            implements SessionEvent {
        public record Trigger(String dimensionId, String level) {}

        public record Consequence(String kind, String guidance) {}
    }

    @JsonTypeName("preferences_changed")
    record PreferencesChanged(String changeId, String source, JsonNode delta, JsonNode effective)
            implements SessionEvent {}

    /// @param context the whole merged context, not a delta
    /// @param source initial or agent_delta
    @JsonTypeName("context_set")
    record ContextSet(String contextId, JsonNode context, String source) implements SessionEvent {}

    @JsonTypeName("observation_recorded")
    record ObservationRecorded(String key, JsonNode value, String confidence)
            implements SessionEvent {}

    @JsonTypeName("capability_observed")
    record CapabilityObserved(
            String capObsId, String capability, String status, JsonNode provenance)
            implements SessionEvent {}

    @JsonTypeName("gap_recorded")
    record GapRecorded(
            String gapId,
            String severity,
            JsonNode reason,
            String summary,
            JsonNode resolution,
            @Nullable JsonNode evidenceRefs)
            implements SessionEvent {}

    @JsonTypeName("divergence_recorded")
    record DivergenceRecorded(
            String divergenceId, String reason, String summary, @Nullable String relatedStepId)
            implements SessionEvent {}

    @JsonTypeName("decision_trace_appended")
    record DecisionTraceAppended(String traceId, List<Entry> entries) implements SessionEvent {
        public record Entry(String kind, String summary, @Nullable JsonNode refs) {}
    }

    @JsonTypeName("run_completed")
    record RunCompleted(
            @Nullable String startGitSha,
            @Nullable String endGitSha,
            @Nullable String gitBranch,
            List<String> agentCommitShas,
            String captureConfidence,
            @Nullable Long durationMs)
            implements SessionEvent {}

    /// A gate kept the submission of its step and waits for a verdict.
    ///
    /// @param gateKind coordinator_eval or human_approval
    @JsonTypeName("gate_opened")
    record GateOpened(String gateId, String stepId, String gateKind, String attemptId)
            implements SessionEvent {}

    /// @param verdict approved, rejected or uncertain
    @JsonTypeName("gate_resolved")
    record GateResolved(String gateId, String stepId, String verdict, String rationale, String by)
            implements SessionEvent {}

    /// A step's `jumpIf` held: the run goes on at fresh nodes from the target.
    @JsonTypeName("jump_recorded")
    record JumpRecorded(String fromStepId, String targetStepId, int count, int maxJumps)
            implements SessionEvent {}

    /// A `jumpIf` held but its limit was reached: the run falls through.
    @JsonTypeName("jump_limit_reached")
    record JumpLimitReached(String fromStepId, String targetStepId, int maxJumps)
            implements SessionEvent {}

    /// A step whose run condition was false when the scan passed it.
    @JsonTypeName("step_skipped")
    record StepSkipped(String stepId, @Nullable JsonNode condition) implements SessionEvent {}

    /// A condition the engine evaluated, for the engine trace.
    @JsonTypeName("condition_evaluated")
    record ConditionEvaluated(String subject, JsonNode condition, boolean result)
            implements SessionEvent {}

    /// The run went back to an earlier node on purpose.
    @JsonTypeName("rewound")
    record Rewound(String toNodeId, String reason, String by) implements SessionEvent {}

    /// A completed run goes on, on purpose.
    ///
    /// @param fromStepId the step it goes on at
    @JsonTypeName("run_continued")
    record RunContinued(String fromStepId, String reason, String by) implements SessionEvent {}

    /// What the worker did between two advances.
    sealed interface Activity extends SessionEvent {}

    @JsonTypeName("worktree_prepared")
    record WorktreePrepared(String repositoryUrl, String base, String ref) implements Activity {}

    @JsonTypeName("llm_turn_started")
    record LlmTurnStarted(int turn, String model, int messages) implements Activity {}

    @JsonTypeName("llm_turn_completed")
    record LlmTurnCompleted(
            int turn, String model, String stopReason, Usage usage, List<String> tools)
            implements Activity {}

    /// @param summary what is called, cut and free of secrets
    @JsonTypeName("tool_call_started")
    record ToolCallStarted(String callId, String tool, String summary) implements Activity {}

    @JsonTypeName("tool_call_completed")
    record ToolCallCompleted(String callId, String tool, long durationMs, String summary)
            implements Activity {}

    @JsonTypeName("tool_call_failed")
    record ToolCallFailed(String callId, String tool, long durationMs, String error)
            implements Activity {}

    @JsonTypeName("issue_reported")
    record IssueReported(
            String issueKind, String severity, String summary, @Nullable JsonNode detail)
            implements Activity {}

    @JsonTypeName("steered")
    record Steered(String commandId, String actor, String text) implements Activity {}

    /// @param reason repeated_tool_call, no_progress, stall or timeout_imminent
    @JsonTypeName("agent_stuck")
    record AgentStuck(String reason, String detail) implements Activity {}

    /// @param findings pattern name, file and line of each; never a value
    @JsonTypeName("secrets_found")
    record SecretsFound(List<Finding> findings) implements Activity {
        public record Finding(String pattern, String file, int line) {}
    }

    /// @param diff the change as a patch; absent where it is too large for one
    @JsonTypeName("change_committed")
    record ChangeCommitted(
            Change change,
            String subject,
            int filesChanged,
            int insertions,
            int deletions,
            @Nullable BlobRef diff)
            implements Activity {}

    /// @param reason what the remote ref was, where that stopped the push
    @JsonTypeName("push_refused")
    record PushRefused(String ref, @Nullable String found, String reason) implements Activity {}

    /// The session went on under another lease, from the checkpoint of an earlier one.
    @JsonTypeName("session_resumed")
    record SessionResumed(long epoch, int fromTurn, long fromEventIndex) implements Activity {}

    /// A kind this version does not know, kept as it came.
    record Opaque(String kind, @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> fields)
            implements SessionEvent {}
}
