package dev.workrail.engine.session;

import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.interpret.Interpreter;
import dev.workrail.engine.interpret.Next;
import dev.workrail.engine.model.Variables;
import dev.workrail.engine.model.WorkStep;
import dev.workrail.engine.output.BlockedMessages;
import dev.workrail.engine.output.Reason;
import dev.workrail.engine.output.SubmissionCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Completes the pending step of a node, or says why not.
final class AdvanceDecider {
    private final Interpreter interpreter;
    private final Views views;
    private final SubmissionCheck check;
    private final AdvanceWriter writer;

    AdvanceDecider(CompiledWorkflow workflow, Interpreter interpreter, Views views) {
        this.interpreter = interpreter;
        this.views = views;
        this.check = new SubmissionCheck(workflow.workflow());
        this.writer = new AdvanceWriter(workflow, views);
    }

    Decision decide(SessionState state, EngineCommand.Advance advance) {
        NodeState node = state.nodes().get(advance.nodeId());
        if (node == null) {
            return Deciders.unknownNode(advance.nodeId());
        }
        Decision replay = replay(state, node, advance.attemptId());
        if (replay != null) {
            return replay;
        }
        Decision.Rejected refusal = refusal(state, node);
        if (refusal != null) {
            return refusal;
        }
        ContextMerge context =
                ContextMerge.of(
                        state.context(), advance.submission().context(), "continue_workflow");
        if (context.problem() != null) {
            return new Decision.Rejected(Decision.Code.INVALID_CONTEXT, context.problem());
        }
        String artifacts = Outputs.problem(advance.submission().artifacts());
        return artifacts == null
                ? judge(state, node, advance, context)
                : new Decision.Rejected(Decision.Code.INVALID_ARTIFACT, artifacts);
    }

    /// What was recorded counts; nothing is evaluated again.
    private @Nullable Decision replay(SessionState state, NodeState node, String attemptId) {
        String to = node.advances().get(attemptId);
        if (to == null) {
            return null;
        }
        NodeState reached = state.nodes().get(to);
        return reached == null
                ? Deciders.unknownNode(to)
                : new Decision.Replayed(
                        views.answer(state, reached, Views.ofAttempt(node, attemptId)));
    }

    private static Decision.@Nullable Rejected refusal(SessionState state, NodeState node) {
        if (node.position().isComplete()) {
            return new Decision.Rejected(
                    Decision.Code.NO_PENDING_STEP,
                    "the workflow is complete; continue the session to go on");
        }
        if (node.detail().gate() != null) {
            return new Decision.Rejected(
                    Decision.Code.GATE_OPEN,
                    "the step waits at gate %s; resolve the gate, then go on from the node it leads to"
                            .formatted(node.detail().gate().gateId()));
        }
        Block block = node.detail().block();
        if (block != null && !block.retryable()) {
            return new Decision.Rejected(
                    Decision.Code.NO_PENDING_STEP,
                    isOverLimit(block)
                            ? "the step is over a limit of its own; rewind to it to give it another go"
                            : "the step cannot be completed: its rules cannot be evaluated; correct"
                                    + " the workflow and start again, or rewind");
        }
        if (state.nodes().blockedInARow(node) >= state.flavour().maxBlocks()) {
            return new Decision.Rejected(
                    Decision.Code.BLOCKED_ATTEMPT_LIMIT,
                    BlockedMessages.exhausted(
                            block == null ? List.of() : block.reasons(), state.flavour()));
        }
        return null;
    }

    private static boolean isOverLimit(Block block) {
        return block.reasons().stream().anyMatch(Reason.LimitReached.class::isInstance);
    }

    private Decision judge(
            SessionState state,
            NodeState node,
            EngineCommand.Advance advance,
            ContextMerge context) {
        WorkStep step = views.step(node.position());
        Submission submission = advance.submission();
        Variables variables = Variables.of(context.merged());
        SubmissionCheck.Result result =
                check.check(step, submission.notesMarkdown(), submission.artifacts(), variables);
        Overrun over =
                node.id().equals(state.tip())
                        ? Overrun.of(step, state.memory().meter(), advance.at())
                        : null;
        if (over != null && LimitDecider.stops(over, state)) {
            result = result.stopped(over.reason());
        }
        AdvanceWriter.Attempt attempt =
                new AdvanceWriter.Attempt(state, node, advance, context.merged(), result, over);
        boolean blocked = !result.reasons().isEmpty();
        if (blocked && (!result.retryable() || !state.preferences().neverStops())) {
            return writer.blocked(attempt);
        }
        Variables scope = views.scope(node.position(), variables);
        Move move =
                Move.of(
                        interpreter,
                        state,
                        step,
                        node.position(),
                        SubmissionCheck.signal(submission.artifacts()),
                        variables,
                        scope);
        return switch (move.next()) {
            case Next.MissingContext missing ->
                    new Decision.Rejected(Decision.Code.MISSING_CONTEXT, missing.detail());
            case Next.TooManySteps limit -> Deciders.tooManySteps(limit);
            case Next.At at ->
                    state.flavour().isAutonomous() && views.isConfirmed(step, scope)
                            ? writer.gated(attempt, step)
                            : writer.advanced(attempt, move, at.position());
        };
    }
}
