package dev.workrail.contracts.view;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.schedule.BindingLimit;
import dev.workrail.contracts.session.Change;
import dev.workrail.contracts.session.OfSession;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.Usage;
import dev.workrail.contracts.session.WaitFor;
import dev.workrail.contracts.trigger.SourceIdentity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One session as it stands, folded from `wr.scheduling` and `wr.sessions`; carried by
/// `wr.views.sessions` under the session's id.
///
/// The same two logs give the same view, however their records interleave.
///
/// @param title at most 120 characters
/// @param work absent while the scheduler has not said what the session is to do
/// @param waiting set where the status is `waiting`
/// @param ending set where the session is over
@JsonTypeName("session_view")
public record SessionView(
        SessionId session,
        OrgId org,
        SessionStatus status,
        @Nullable String title,
        @Nullable Work work,
        @Nullable Waiting waiting,
        Run run,
        Progress progress,
        @Nullable Commit commit,
        Times times,
        @Nullable Ending ending)
        implements Kinded, OfSession {

    /// What the session is to do and where it came from.
    ///
    /// @param root the session people see; itself for a root
    public record Work(
            SessionId root,
            @Nullable SessionId parent,
            TriggerEventId triggerEvent,
            TriggerId trigger,
            String provider,
            @Nullable WorkspaceId workspace,
            String workflowId,
            String goal,
            @Nullable SourceIdentity source) {}

    /// Why a session does not go on.
    ///
    /// @param on slot, worker, child, verdict, command, timer or the kind of an unknown wait
    /// @param position 1 starts next
    public record Waiting(
            String on,
            @Nullable Integer position,
            @Nullable BindingLimit limit,
            @Nullable Instant predictedStart,
            @Nullable WaitFor waitFor,
            Instant since) {}

    /// Who runs it, and for which time.
    ///
    /// @param epoch highest epoch claimed; 0 before the first claim
    /// @param attempt dispatches so far
    /// @param crashes leases that expired in the same step
    public record Run(
            long epoch,
            int attempt,
            int crashes,
            @Nullable WorkerId worker,
            @Nullable String workflowHash) {}

    /// How far it has come.
    ///
    /// @param usage sums so far
    /// @param tool the tool that runs now
    /// @param activity what is called or was called last, cut
    /// @param recap the last note on the preferred path, cut to 400 characters
    /// @param openGaps gaps the agent recorded and did not resolve
    public record Progress(
            int turns,
            @Nullable String model,
            Usage usage,
            int stepsDone,
            @Nullable String step,
            @Nullable String tool,
            @Nullable String activity,
            @Nullable String recap,
            int issues,
            int openGaps,
            List<GateStand> gates) {
        public Progress {
            gates = gates == null ? List.of() : List.copyOf(gates);
        }
    }

    /// A gate of the workflow and the verdict on it.
    ///
    /// @param verdict approved, rejected or uncertain; absent while it is open
    public record GateStand(
            String gateId, String stepId, String gateKind, @Nullable String verdict) {}

    /// The session's last commit.
    public record Commit(
            Change change,
            String subject,
            int filesChanged,
            int insertions,
            int deletions,
            boolean pushed) {}

    /// All by the log's own times.
    ///
    /// @param startedAt the first claim
    /// @param waitMs from queued to started
    /// @param runMs from started to ended
    public record Times(
            @Nullable Instant acceptedAt,
            @Nullable Instant queuedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            Instant updatedAt,
            @Nullable Long waitMs,
            @Nullable Long runMs) {}

    /// How it ended.
    ///
    /// @param by who stopped it, where someone did
    /// @param worktree kept or removed, where a kill switch stopped it
    /// @param escalation set where a person must look
    public record Ending(
            Outcome outcome,
            @Nullable String detail,
            @Nullable String by,
            @Nullable SessionId supersededBy,
            @Nullable String worktree,
            @Nullable String summary,
            @Nullable Escalation escalation) {}

    /// Attempts are used up: nothing more happens to the work until a person looks at it.
    ///
    /// @param counter dispatches (sessions of the same source) or crashes (leases lost in one step)
    /// @param attempts how many there were
    public record Escalation(String counter, int attempts) {}
}
