package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.interpret.Position;
import dev.workrail.engine.model.LimitPolicy;
import dev.workrail.engine.model.WorkStep;
import dev.workrail.engine.output.BlockedMessages;
import dev.workrail.engine.output.SubmissionCheck;
import dev.workrail.engine.output.Validation;
import dev.workrail.engine.session.NodeState.Detail;
import dev.workrail.engine.session.NodeState.GateState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the segment of an advance: blocked, parked at a gate, or done.
final class AdvanceWriter {
    private final CompiledWorkflow workflow;
    private final Views views;
    private final Progress progress;

    AdvanceWriter(CompiledWorkflow workflow, Views views) {
        this.workflow = workflow;
        this.views = views;
        this.progress = new Progress(workflow.workflowHash(), views);
    }

    /// @param context with the submission's delta merged in
    /// @param over the limit the submission comes too late for; absent where it does not
    record Attempt(
            SessionState state,
            NodeState node,
            EngineCommand.Advance advance,
            ObjectNode context,
            SubmissionCheck.Result result,
            @Nullable Overrun over) {
        Submission submission() {
            return advance.submission();
        }

        String id() {
            return advance.attemptId();
        }

        String target() {
            return Progress.target(state, node, id());
        }
    }

    /// Artifacts and assessments are kept; notes and context are not, so the agent sends them
    /// again.
    Decision blocked(Attempt attempt) {
        SessionState state = attempt.state();
        NodeState node = attempt.node();
        Segment segment = new Segment(state, attempt.advance().at());
        LoggedEvent advance = Nodes.advance(segment, node.id(), attempt.id(), attempt.target());
        SubmissionCheck.Result result = attempt.result();
        if (result.validation() != null) {
            validation(segment, attempt, result.validation(), false);
        }
        List<JsonNode> artifacts = attempt.submission().artifacts();
        if (result.assessments().isValid()) {
            AssessmentEvents.recorded(
                    segment, node.id(), attempt.id(), result.assessments(), artifacts);
        }
        AssessmentEvents.consequences(
                segment, node.id(), attempt.id(), result.assessments().followups());
        Block block = new Block(result.retryable(), result.reasons(), result.validation());
        Nodes.New created =
                new Nodes.New(
                        attempt.target(),
                        NodeKind.BLOCKED_ATTEMPT,
                        node.position(),
                        new Detail(block, null, node.detail().rejection(), List.of()));
        Nodes.create(segment, state, workflow.workflowHash(), node, created);
        edge(segment, attempt, advance);
        Outputs.artifacts(segment, node.id(), attempt.id(), artifacts);
        SessionState after = segment.after();
        NodeState reached = after.nodes().get(attempt.target());
        if (reached == null) {
            throw new IllegalStateException("the blocked attempt was not recorded");
        }
        return views.blocked(segment.events(), after, reached, block);
    }

    /// The whole submission is kept; a verdict decides what becomes of it.
    Decision gated(Attempt attempt, WorkStep step) {
        SessionState state = attempt.state();
        NodeState node = attempt.node();
        Segment segment = new Segment(state, attempt.advance().at());
        LoggedEvent advance = Nodes.advance(segment, node.id(), attempt.id(), attempt.target());
        kept(segment, attempt);
        String gateKind = step.head().confirmation().kind().wire();
        String gateId = DerivedIds.of("gate_", attempt.target(), "1");
        GateState gate =
                new GateState(
                        gateId,
                        gateKind,
                        SubmissionCheck.signal(attempt.submission().artifacts()),
                        true);
        Nodes.New created =
                new Nodes.New(
                        attempt.target(),
                        NodeKind.GATE_CHECKPOINT,
                        node.position(),
                        new Detail(null, gate, null, List.of()));
        Nodes.create(segment, state, workflow.workflowHash(), node, created);
        edge(segment, attempt, advance);
        segment.node(
                attempt.target(),
                new SessionEvent.GateOpened(gateId, step.id(), gateKind, attempt.id()),
                gateId);
        outputs(segment, attempt);
        return new Decision.GateParked(
                segment.events(), segment.after(), gateId, step.id(), gateKind);
    }

    Decision advanced(Attempt attempt, Move move, Position to) {
        SessionState state = attempt.state();
        NodeState node = attempt.node();
        Segment segment = new Segment(state, attempt.advance().at());
        LoggedEvent advance = Nodes.advance(segment, node.id(), attempt.id(), attempt.target());
        if (!attempt.result().reasons().isEmpty()) {
            GapEvents.blockers(
                    segment,
                    node.id(),
                    attempt.id(),
                    BlockedMessages.blockers(attempt.result().reasons(), state.flavour()));
        }
        GapEvents.beyondRecommendation(
                segment,
                node.id(),
                state.preferences(),
                workflow.workflow().settings().recommended());
        context(segment, attempt);
        overLimit(segment, attempt);
        retried(segment, attempt);
        EngineTrace.decisions(segment, node.id(), attempt.id(), move.trace());
        List<JsonNode> assessments = assessments(segment, attempt);
        progress.write(segment, state, node, advance, move, to);
        outputs(segment, attempt);
        return progress.answer(segment, attempt.target(), move.trace().skipped(), assessments);
    }

    private static void kept(Segment segment, Attempt attempt) {
        context(segment, attempt);
        overLimit(segment, attempt);
        retried(segment, attempt);
        assessments(segment, attempt);
    }

    private static void overLimit(Segment segment, Attempt attempt) {
        Overrun over = attempt.over();
        if (over != null) {
            boolean stops = over.policy() == LimitPolicy.STOP;
            GapEvents.overLimit(segment, attempt.node().id(), attempt.id(), over, stops);
        }
    }

    private static void retried(Segment segment, Attempt attempt) {
        if (attempt.node().kind() == NodeKind.BLOCKED_ATTEMPT) {
            Validation valid = new Validation("none", List.of(), List.of());
            validation(segment, attempt, valid, true);
        }
    }

    private static List<JsonNode> assessments(Segment segment, Attempt attempt) {
        return AssessmentEvents.recorded(
                segment,
                attempt.node().id(),
                attempt.id(),
                attempt.result().assessments(),
                attempt.submission().artifacts());
    }

    private static void context(Segment segment, Attempt attempt) {
        if (attempt.submission().context() != null) {
            String id = DerivedIds.of("ctx_", attempt.node().id(), attempt.id());
            segment.run(new SessionEvent.ContextSet(id, attempt.context(), "agent_delta"), id);
        }
    }

    private static void validation(
            Segment segment, Attempt attempt, Validation found, boolean valid) {
        String id = DerivedIds.of("validation_", attempt.node().id(), attempt.id());
        segment.node(
                attempt.node().id(),
                new SessionEvent.ValidationPerformed(
                        id,
                        attempt.id(),
                        found.contractRef(),
                        new SessionEvent.ValidationPerformed.Result(
                                valid, found.issues(), found.suggestions())),
                id);
    }

    private static void edge(Segment segment, Attempt attempt, LoggedEvent advance) {
        boolean forked = attempt.state().nodes().children(attempt.node().id()) > 0;
        Nodes.edge(
                segment,
                "acked_step",
                attempt.node().id(),
                attempt.target(),
                forked ? "non_tip_advance" : "intentional_fork",
                advance.eventId());
    }

    private static void outputs(Segment segment, Attempt attempt) {
        String node = attempt.node().id();
        Outputs.notes(segment, node, attempt.id(), attempt.submission().notesMarkdown());
        Outputs.artifacts(segment, node, attempt.id(), attempt.submission().artifacts());
    }
}
