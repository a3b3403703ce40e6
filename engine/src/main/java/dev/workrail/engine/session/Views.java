package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.condition.ConditionEvaluator;
import dev.workrail.engine.interpret.Frame;
import dev.workrail.engine.interpret.LoopScope;
import dev.workrail.engine.interpret.Position;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.Checks;
import dev.workrail.engine.model.Confirmation;
import dev.workrail.engine.model.ContextGatherStep;
import dev.workrail.engine.model.ModelTier;
import dev.workrail.engine.model.ParallelStep;
import dev.workrail.engine.model.StandardStep;
import dev.workrail.engine.model.Step;
import dev.workrail.engine.model.Variables;
import dev.workrail.engine.model.WorkStep;
import dev.workrail.engine.output.BlockedMessages;
import dev.workrail.engine.output.Reason;
import dev.workrail.engine.output.SubmissionCheck;
import dev.workrail.engine.projection.Recaps;
import dev.workrail.engine.prompt.PromptInput;
import dev.workrail.engine.prompt.PromptRenderer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes what a caller sees of a node from recorded facts alone. Thread-safe.
final class Views {
    private final CompiledWorkflow workflow;
    private final PromptRenderer renderer;

    Views(CompiledWorkflow workflow) {
        this.workflow = workflow;
        this.renderer = new PromptRenderer(workflow);
    }

    /// The step pending at a position.
    ///
    /// @throws IllegalStateException where the workflow lacks it: the session is bound to another
    WorkStep step(Position position) {
        Step step = position.stepId() == null ? null : workflow.stepById().get(position.stepId());
        if (!(step instanceof WorkStep work)) {
            throw new IllegalStateException(
                    "the workflow has no step '" + position.stepId() + "' to be pending");
        }
        return work;
    }

    /// The variables inside the loops of a position.
    Variables scope(Position position, Variables variables) {
        Frame top = position.top();
        CompiledLoop loop = top == null ? null : workflow.loops().get(top.loopId());
        return top == null || loop == null
                ? variables
                : LoopScope.of(loop, top.iteration(), variables);
    }

    /// Whether completing a step needs someone's yes.
    boolean isConfirmed(WorkStep step, Variables scope) {
        Confirmation confirmation = step.head().confirmation();
        return confirmation.required() && ConditionEvaluator.holds(confirmation.when(), scope);
    }

    StepView step(SessionState state, NodeState node) {
        return view(state, node, node.attempt(), null);
    }

    /// The step asked for again, with what happened before. At a gate the notes that wait for the
    /// verdict are no earlier work.
    StepView again(SessionState state, NodeState node, Recaps recaps) {
        String tip = state.nodes().tipBelow(node.id());
        int children = state.nodes().children(node.id());
        String attempt =
                node.advances().containsKey(node.attempt())
                        ? DerivedIds.attempt(node.id(), "again:" + state.nextEventIndex())
                        : node.attempt();
        String from = node.kind() == NodeKind.GATE_CHECKPOINT ? node.parent() : node.id();
        PromptInput.Recovery recovery =
                new PromptInput.Recovery(from == null ? node.id() : from, children, tip, recaps);
        return view(state, node, attempt, recovery);
    }

    private StepView view(
            SessionState state,
            NodeState node,
            String attempt,
            PromptInput.@Nullable Recovery recovery) {
        Position position = node.position();
        WorkStep step = step(position);
        Variables variables = Variables.of(state.context());
        PromptInput.Moment moment =
                new PromptInput.Moment(
                        state.memory().hasNotes(), node.detail().rejection(), recovery);
        PromptInput input = new PromptInput(step, position, variables, state.flavour(), moment);
        return new StepView(
                node.id(),
                attempt,
                step.id(),
                renderer.title(input),
                renderer.prompt(input),
                advice(step, left(state, node, step)),
                loopPath(position),
                intent(step, position, variables, recovery != null),
                required(step));
    }

    private StepView.NextIntent intent(
            WorkStep step, Position position, Variables variables, boolean again) {
        if (again) {
            return StepView.NextIntent.REHYDRATE_ONLY;
        }
        boolean asks = isConfirmed(step, scope(position, variables));
        return asks
                ? StepView.NextIntent.AWAIT_USER_CONFIRMATION
                : StepView.NextIntent.PERFORM_PENDING_THEN_CONTINUE;
    }

    private static List<StepView.LoopPass> loopPath(Position position) {
        return position.stack().stream()
                .map(frame -> new StepView.LoopPass(frame.loopId(), frame.iteration()))
                .toList();
    }

    /// Only the step at the tip is metered.
    private static StepAllowance left(SessionState state, NodeState node, WorkStep step) {
        StepMeter meter = node.id().equals(state.tip()) ? state.memory().meter() : StepMeter.NONE;
        return StepAllowance.of(step.head().limits(), meter);
    }

    private StepView.Advice advice(WorkStep step, StepAllowance left) {
        List<String> prompts = new ArrayList<>();
        String ofWorkflow = workflow.workflow().settings().systemPrompt();
        ModelTier tier = null;
        String role = null;
        List<StepView.GatherRequest> gather = List.of();
        if (ofWorkflow != null) {
            prompts.add(ofWorkflow);
        }
        switch (step) {
            case StandardStep standard -> {
                role = standard.prompting().agentRole();
                if (standard.prompting().systemPrompt() != null) {
                    prompts.add(standard.prompting().systemPrompt());
                }
                tier = standard.prompting().modelTier();
            }
            case ContextGatherStep source -> gather = requests(source);
            case ParallelStep parallel -> {}
        }
        return new StepView.Advice(
                role, tier, List.copyOf(prompts), step.head().limits(), left, gather);
    }

    private static List<StepView.GatherRequest> requests(ContextGatherStep step) {
        return step.sources().stream()
                .map(source ->
                        switch (source) {
                            case ContextGatherStep.Source.Coordinator c ->
                                    request(c.variable(), "coordinator", List.of());
                            case ContextGatherStep.Source.Paths p ->
                                    request(p.variable(), "paths", p.paths());
                            case ContextGatherStep.Source.Urls u ->
                                    request(u.variable(), "urls", u.urls());
                        })
                .toList();
    }

    private static StepView.GatherRequest request(
            String variable, String kind, List<String> locations) {
        return new StepView.GatherRequest(variable, kind, locations);
    }

    private static StepView.RequiredOutput required(WorkStep step) {
        Checks checks = SubmissionCheck.checks(step);
        return new StepView.RequiredOutput(
                checks.outputContract() == null ? null : checks.outputContract().contractRef(),
                checks.outputContract() != null && checks.outputContract().required(),
                SubmissionCheck.needsNotes(step),
                checks.assessmentRefs());
    }

    /// The answer that a node is: what the command that led to it was told.
    ///
    /// @param assessments recorded with that command
    Decision answer(SessionState state, NodeState node, List<JsonNode> assessments) {
        NodeState.GateState gate = node.detail().gate();
        Block block = node.detail().block();
        if (gate != null && node.position().stepId() != null) {
            return new Decision.GateParked(
                    List.of(), state, gate.gateId(), node.position().stepId(), gate.kind());
        }
        if (block != null) {
            return blocked(List.of(), state, node, block);
        }
        if (node.position().isComplete()) {
            return new Decision.Completed(List.of(), state, List.of(), assessments);
        }
        return new Decision.Accepted(List.of(), state, step(state, node), List.of(), assessments);
    }

    Decision.Blocked blocked(
            List<dev.workrail.contracts.session.LoggedEvent> events,
            SessionState state,
            NodeState node,
            Block block) {
        return new Decision.Blocked(
                events,
                state,
                step(state, node),
                block.retryable(),
                BlockedMessages.blockers(block.reasons(), state.flavour()),
                block.validation(),
                followup(block.reasons()));
    }

    private static Decision.@Nullable Followup followup(List<Reason> reasons) {
        for (Reason reason : reasons) {
            if (reason instanceof Reason.Followup f) {
                return new Decision.Followup(
                        "Assessment follow-up matched %s.%s == %s"
                                .formatted(f.assessmentId(), f.dimensionId(), f.level()),
                        f.guidance());
            }
        }
        return null;
    }

    /// Recorded assessments of one attempt.
    static List<JsonNode> ofAttempt(NodeState node, String attempt) {
        return node.detail().assessments().stream()
                .filter(a -> attempt.equals(Json.text(a, "attemptId")))
                .toList();
    }
}
