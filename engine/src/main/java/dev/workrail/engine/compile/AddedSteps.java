package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.Checks;
import dev.workrail.engine.model.Confirmation;
import dev.workrail.engine.model.ContextGatherStep;
import dev.workrail.engine.model.FunctionUse;
import dev.workrail.engine.model.JumpIf;
import dev.workrail.engine.model.OutputContract;
import dev.workrail.engine.model.ParallelStep;
import dev.workrail.engine.model.Prompting;
import dev.workrail.engine.model.StandardStep;
import dev.workrail.engine.model.StepHead;
import dev.workrail.engine.model.StepLimits;
import dev.workrail.engine.model.StepOrigin;
import dev.workrail.engine.model.WorkStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Pass 7: the steps that follow from a step's `audit`, `verification` and `synthesis`.
///
/// They are no part of the pinned definition; they are derived from it whenever it is compiled, so
/// that a session finds them for life. They need no notes, and run where their step runs.
final class AddedSteps {
    private AddedSteps() {}

    /// The step and what follows it, in order. A `jumpIf` moves to the last of them, so that a jump
    /// never skips the checks on the step it leaves.
    static List<WorkStep> expand(JsonNode authored, WorkStep step) {
        List<StandardStep> added = new ArrayList<>();
        if (step instanceof StandardStep) {
            if (authored.path("audit").isObject()) {
                added.add(audit(step, authored.path("audit")));
            }
            if (authored.path("verification").isObject()) {
                added.add(verification(step, authored.path("verification")));
            }
        }
        if (step instanceof ParallelStep parallel && parallel.synthesis() != null) {
            added.add(synthesis(parallel, parallel.synthesis()));
        }
        if (added.isEmpty()) {
            return List.of(step);
        }
        List<WorkStep> out = new ArrayList<>(added);
        JumpIf jump = step.jumpIf();
        out.addFirst(jump == null ? step : withJump(step, null));
        if (jump != null) {
            out.set(out.size() - 1, withJump(added.getLast(), jump));
        }
        return List.copyOf(out);
    }

    private static StandardStep audit(WorkStep of, JsonNode audit) {
        StringBuilder prompt =
                new StringBuilder("Audit the result of \"" + of.title() + "\" as an independent")
                        .append(" reviewer. Look at what was really produced, not at the notes")
                        .append(" about it. Mend what falls short before you go on.");
        String own = Json.text(audit, "prompt");
        if (own != null) {
            prompt.append("\n\n").append(own);
        }
        List<String> rubric = Json.texts(audit, "rubric");
        if (!rubric.isEmpty()) {
            prompt.append("\n\n## Rubric\n- ").append(String.join("\n- ", rubric));
        }
        return step(of, StepOrigin.AUDIT, prompt.toString(), null);
    }

    private static StandardStep verification(WorkStep of, JsonNode verification) {
        StringBuilder prompt = new StringBuilder("Verify the result of \"" + of.title() + "\".");
        String command = Json.text(verification, "command");
        if (command != null) {
            prompt.append("\n\nRun this command and report its exit status and output:\n\n```\n")
                    .append(command)
                    .append("\n```\n\nIf it fails, mend the cause and run it again.");
        }
        String own = Json.text(verification, "prompt");
        if (own != null) {
            prompt.append("\n\n").append(own);
        }
        return step(of, StepOrigin.VERIFICATION, prompt.toString(), null);
    }

    private static StandardStep synthesis(ParallelStep of, ParallelStep.Synthesis synthesis) {
        StringBuilder prompt =
                new StringBuilder("Bring the results of \"" + of.title() + "\" together.")
                        .append(" Settle every contradiction between them with evidence, and say")
                        .append(" which result each conclusion rests on.");
        if (synthesis.prompt() != null) {
            prompt.append("\n\n").append(synthesis.prompt());
        }
        return step(of, StepOrigin.SYNTHESIS, prompt.toString(), synthesis.outputContract());
    }

    private static StandardStep step(
            WorkStep of, StepOrigin origin, String prompt, @Nullable OutputContract contract) {
        String kind = origin.name().toLowerCase(Locale.ROOT);
        String label = origin.name().charAt(0) + kind.substring(1);
        StepHead head =
                new StepHead(
                        of.id() + "__" + kind,
                        label + ": " + of.title(),
                        of.head().runCondition(),
                        Confirmation.NEVER,
                        true,
                        StepLimits.NONE);
        return new StandardStep(
                head,
                new Prompting(prompt, List.of(), List.of(), null, null, null),
                new Checks(null, contract, List.of(), List.of()),
                FunctionUse.NONE,
                origin,
                null);
    }

    private static WorkStep withJump(WorkStep step, @Nullable JumpIf jump) {
        return switch (step) {
            case StandardStep s ->
                    new StandardStep(
                            s.head(), s.prompting(), s.checks(), s.functions(), s.origin(), jump);
            case ParallelStep p -> new ParallelStep(p.head(), p.delegations(), p.synthesis(), jump);
            case ContextGatherStep g ->
                    new ContextGatherStep(g.head(), g.sources(), g.prompt(), jump);
        };
    }
}
