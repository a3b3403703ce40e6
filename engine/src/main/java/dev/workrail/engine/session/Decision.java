package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.engine.output.Blocker;
import dev.workrail.engine.output.Validation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to a command.
public sealed interface Decision {
    /// What happened, one segment; empty where nothing did.
    List<LoggedEvent> events();

    /// A step is pending.
    ///
    /// @param skipped top-level steps passed over in this advance, as far as the trace holds
    /// @param assessments what was recorded with this advance, or before on this node
    record Accepted(
            List<LoggedEvent> events,
            SessionState next,
            StepView pending,
            List<String> skipped,
            List<JsonNode> assessments)
            implements Decision {}

    /// The submission does not do; the same step stays pending, on a new attempt.
    ///
    /// @param retryable false: nothing the agent hands in can help
    /// @param followup guidance of the first assessment that asks for more work
    record Blocked(
            List<LoggedEvent> events,
            SessionState next,
            StepView pending,
            boolean retryable,
            List<Blocker> blockers,
            @Nullable Validation validation,
            @Nullable Followup followup)
            implements Decision {}

    record Followup(String title, String guidance) {}

    /// The submission is kept and waits for a verdict; nothing runs until
    /// [EngineCommand.ResolveGate].
    ///
    /// @param gateKind coordinator_eval or human_approval
    record GateParked(
            List<LoggedEvent> events,
            SessionState next,
            String gateId,
            String stepId,
            String gateKind)
            implements Decision {}

    /// The workflow is complete.
    record Completed(
            List<LoggedEvent> events,
            SessionState next,
            List<String> skipped,
            List<JsonNode> assessments)
            implements Decision {}

    /// A command that was carried out before: the recorded answer, without events.
    ///
    /// @param answer Accepted, Blocked, GateParked or Completed
    record Replayed(Decision answer) implements Decision {
        @Override
        public List<LoggedEvent> events() {
            return List.of();
        }
    }

    /// Done, and nothing is pending that was not before: a checkpoint or changed preferences.
    record Noted(List<LoggedEvent> events, SessionState next, @Nullable String nodeId)
            implements Decision {}

    /// Refused; nothing changed.
    ///
    /// @param detail what was wrong, what was expected, what to do
    record Rejected(Code code, String detail) implements Decision {
        @Override
        public List<LoggedEvent> events() {
            return List.of();
        }
    }

    /// Why a command was refused.
    enum Code {
        /// The command itself does not fit: an id, a name or a choice that cannot be.
        INVALID_COMMAND,
        /// No session was started, or it was started before.
        WRONG_STATE,
        /// The node is not part of the session, or lies too far back.
        UNKNOWN_NODE,
        /// Nothing is pending there.
        NO_PENDING_STEP,
        /// The step waits at a gate for its verdict.
        GATE_OPEN,
        /// There is no such open gate.
        NO_OPEN_GATE,
        /// Too many blocked attempts in a row.
        BLOCKED_ATTEMPT_LIMIT,
        /// A loop lacks the variable it runs over; send it in the context.
        MISSING_CONTEXT,
        /// The context delta is not acceptable: reserved key, too deep, too large.
        INVALID_CONTEXT,
        /// An artifact has no canonical form, or the artifacts are too large together.
        INVALID_ARTIFACT,
        /// The workflow has no such step, or the pinned workflow is another.
        WORKFLOW_MISMATCH,
        /// The log is damaged; only reading is possible.
        SESSION_NOT_HEALTHY,
        /// The workflow cannot go on: the scan did not come to rest.
        INTERPRETER_LIMIT
    }

    /// The state after this decision; absent where it was refused.
    default @Nullable SessionState after() {
        return switch (this) {
            case Accepted d -> d.next();
            case Blocked d -> d.next();
            case GateParked d -> d.next();
            case Completed d -> d.next();
            case Noted d -> d.next();
            case Replayed d -> d.answer().after();
            case Rejected d -> null;
        };
    }
}
