package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.engine.projection.Recaps;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be asked of a session. Every command carries its time; nothing else is read from
/// outside.
public sealed interface EngineCommand {
    Instant at();

    /// Begins the session. The only command that needs no state.
    ///
    /// @param goal also the variable `goal`
    /// @param context further variables the session starts with: what triggers and parents mapped
    /// @param origin where it comes from
    record Start(Instant at, SessionId session, String goal, ObjectNode context, Origin origin)
            implements EngineCommand {}

    /// @param sourceKind where the workflow comes from: bundled, org or workspace
    /// @param sourceRef its place there
    /// @param triggerSource daemon or mcp in WorkRail; what started it
    /// @param observations what was seen of the repository at the start
    record Origin(
            Flavour flavour,
            String sourceKind,
            String sourceRef,
            @Nullable String triggerSource,
            @Nullable SessionId parent,
            List<Observation> observations) {
        public Origin {
            observations = List.copyOf(observations);
        }

        /// A bundled workflow, nothing observed.
        public static Origin bundled(Flavour flavour) {
            String source = flavour.isAutonomous() ? "daemon" : "mcp";
            return new Origin(flavour, "bundled", "(bundled)", source, null, List.of());
        }
    }

    /// @param key git_branch, git_head_sha, repo_root_hash or repo_root
    /// @param value `{type, value}`
    /// @param confidence low, med or high
    record Observation(String key, JsonNode value, String confidence) {}

    /// Completes the pending step of a node. The same node and attempt again is a repeated
    /// delivery: it gets the recorded answer and adds nothing.
    record Advance(Instant at, String nodeId, String attemptId, Submission submission)
            implements EngineCommand {}

    /// Asks for the pending step again. Adds nothing to the log.
    ///
    /// @param nodeId absent: the tip
    /// @param recaps notes of earlier steps for the recovery appendix; [Recaps#NONE] leaves it out
    record Rehydrate(Instant at, @Nullable String nodeId, Recaps recaps) implements EngineCommand {}

    /// Marks a node as a place to come back to.
    record Checkpoint(Instant at, String nodeId, String attemptId) implements EngineCommand {}

    /// Decides the open gate.
    ///
    /// @param gateId the gate this verdict is about; a verdict on another is refused
    /// @param by who decides: a person or an evaluator session
    record ResolveGate(Instant at, String gateId, Verdict verdict, String rationale, String by)
            implements EngineCommand {}

    /// Goes back to an earlier node; what came after stays in the log as another branch.
    record Rewind(Instant at, String toNodeId, String reason, String by) implements EngineCommand {}

    /// Goes on after completion, at a step of the top level and all after it.
    ///
    /// @param fromStepId absent: the last step
    record Continue(
            Instant at,
            @Nullable String fromStepId,
            String reason,
            @Nullable ObjectNode context,
            String by)
            implements EngineCommand {}

    /// @param source user, workflow_recommendation or system
    record SetPreferences(Instant at, Preferences preferences, String source)
            implements EngineCommand {}

    /// Stops the pending step where it has nothing left of the limits it declares, so that no
    /// further turn is spent on it. Adds nothing where it has, or where going over is only
    /// recorded.
    record EnforceLimits(Instant at) implements EngineCommand {}

    /// A gate's verdict.
    enum Verdict {
        /// The kept submission counts; the run goes on.
        APPROVED("approved"),
        /// The step re-opens with the rationale.
        REJECTED("rejected"),
        /// A person must decide.
        UNCERTAIN("uncertain");

        private final String wire;

        Verdict(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }
}
