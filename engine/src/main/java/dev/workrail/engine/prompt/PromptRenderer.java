package dev.workrail.engine.prompt;

import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.condition.ConditionEvaluator;
import dev.workrail.engine.interpret.Frame;
import dev.workrail.engine.interpret.LoopScope;
import dev.workrail.engine.interpret.Submitted;
import dev.workrail.engine.model.ContextGatherStep;
import dev.workrail.engine.model.ParallelStep;
import dev.workrail.engine.model.PromptFragment;
import dev.workrail.engine.model.StandardStep;
import dev.workrail.engine.model.Variables;
import dev.workrail.engine.model.WorkStep;
import dev.workrail.engine.output.SubmissionCheck;
import dev.workrail.engine.template.TemplateResolver;
import org.jspecify.annotations.Nullable;

/// Renders the prompt of a pending step.
///
/// Parts in order: loop banner, base prompt, why a gate re-opened the step, required output,
/// assessments, notes, fragments, metrics, limits, recovery context. Thread-safe.
public final class PromptRenderer {
    private final CompiledWorkflow workflow;
    private final RequirementTexts requirements;
    private final @Nullable String finalStepId;

    public PromptRenderer(CompiledWorkflow workflow) {
        this.workflow = workflow;
        this.requirements = new RequirementTexts(workflow.workflow());
        this.finalStepId = FinalStep.of(workflow);
    }

    /// The step's title with variables in place.
    public String title(PromptInput input) {
        return TemplateResolver.resolve(input.step().title(), scope(input));
    }

    public String prompt(PromptInput input) {
        StringBuilder out = new StringBuilder(2048);
        WorkStep step = input.step();
        Variables scope = scope(input);
        banner(input, out);
        switch (step) {
            case StandardStep standard -> base(standard, input, scope, out);
            case ParallelStep parallel -> ParallelText.append(parallel, scope, out);
            case ContextGatherStep gather -> GatherText.append(gather, scope, out);
        }
        rejection(input.moment().rejection(), out);
        requirements.append(step, input.flavour(), out);
        notes(input, out);
        if (step instanceof StandardStep standard) {
            fragments(standard, scope, out);
            MetricsText.append(
                    workflow.workflow().settings().metricsProfile(),
                    step.id().equals(finalStepId),
                    out);
        }
        LimitsText.append(step.head().limits(), out);
        PromptInput.Recovery recovery = input.moment().recovery();
        if (recovery != null) {
            RecoveryText.append(workflow.workflow(), step, recovery, out);
        }
        return out.toString();
    }

    private Variables scope(PromptInput input) {
        Frame top = input.position().top();
        CompiledLoop loop = top == null ? null : workflow.loops().get(top.loopId());
        return top == null || loop == null
                ? input.variables()
                : LoopScope.of(loop, top.iteration(), input.variables());
    }

    private void banner(PromptInput input, StringBuilder out) {
        Frame top = input.position().top();
        CompiledLoop loop = top == null ? null : workflow.loops().get(top.loopId());
        if (top != null
                && loop != null
                && input.step() instanceof StandardStep
                && !Submitted.decides(input.step())) {
            out.append(LoopBanner.of(loop, top.iteration()));
        }
    }

    /// A batch of a parallel forEach gets the prompt once per item.
    private void base(StandardStep step, PromptInput input, Variables scope, StringBuilder out) {
        String prompt = step.prompting().prompt();
        Frame top = input.position().top();
        CompiledLoop loop = top == null ? null : workflow.loops().get(top.loopId());
        int batch =
                top == null || loop == null
                        ? 1
                        : LoopScope.batch(loop, top.iteration(), input.variables());
        if (top == null || loop == null || batch == 1) {
            put(prompt, scope, out);
            return;
        }
        out.append("Work on the following ").append(batch).append(" items at the same time, each");
        out.append(" in an agent of its own, and complete this step when all are done.");
        for (int i = 0; i < batch; i++) {
            int pass = top.iteration() + i;
            out.append("\n\n### Item ").append(pass + 1).append("\n\n");
            Variables item = LoopScope.of(loop, pass, input.variables());
            put(prompt, item, out);
        }
    }

    /// Together the values of a prompt keep to the bound of one text.
    private static void put(String template, Variables scope, StringBuilder out) {
        int left = Math.max(0, TemplateResolver.MAX_TEXT - out.length());
        out.append(TemplateResolver.resolve(template, scope, left));
    }

    private static void rejection(@Nullable String rationale, StringBuilder out) {
        if (rationale != null) {
            out.append("\n\n**GATE REJECTED (System):** What you handed in for this step was not");
            out.append(" approved. Address this, then complete the step again:\n> ");
            out.append(rationale.replace("\n", "\n> "));
        }
    }

    private static void notes(PromptInput input, StringBuilder out) {
        if (SubmissionCheck.needsNotes(input.step()) && !(input.step() instanceof ParallelStep)) {
            boolean brief = input.moment().hasNotes() && input.moment().recovery() == null;
            out.append("\n\n").append(brief ? NotesText.SHORT : NotesText.LONG);
        }
    }

    private static void fragments(StandardStep step, Variables scope, StringBuilder out) {
        for (PromptFragment fragment : step.prompting().fragments()) {
            if (ConditionEvaluator.holds(fragment.when(), scope)) {
                put(fragment.text(), scope, out.append("\n\n"));
            }
        }
    }
}
