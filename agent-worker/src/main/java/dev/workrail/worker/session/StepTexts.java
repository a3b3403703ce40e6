package dev.workrail.worker.session;

import dev.workrail.engine.output.Blocker;
import dev.workrail.engine.output.Validation;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.StepView;

/// What the agent reads about its steps.
final class StepTexts {
    private StepTexts() {}

    static String first(StepView step) {
        return step(step) + "\n\nWhen the step is done, call complete_step.";
    }

    static String next(StepView step) {
        return "Step completed. The next step:\n\n" + step(step);
    }

    /// After another worker took over, or after a verdict.
    static String again(StepView step) {
        return "Go on with the current step:\n\n" + step(step);
    }

    static String unfinished(StepView step) {
        return "The workflow is not complete: the step '%s' is pending. Do it and call complete_step; if it cannot be done, say why in its notes."
                .formatted(step.title());
    }

    static String blocked(Decision.Blocked blocked) {
        StringBuilder text = new StringBuilder("The step is not complete yet.\n");
        for (Blocker blocker : blocked.blockers()) {
            text.append("- ").append(blocker.code()).append(": ").append(blocker.message());
            if (blocker.suggestedFix() != null) {
                text.append(" Fix: ").append(blocker.suggestedFix());
            }
            text.append('\n');
        }
        Validation validation = blocked.validation();
        if (validation != null) {
            validation.issues().forEach(issue -> text.append("- ").append(issue).append('\n'));
            validation.suggestions().forEach(hint -> text.append("  ").append(hint).append('\n'));
        }
        Decision.Followup followup = blocked.followup();
        if (followup != null) {
            text.append(followup.title()).append(": ").append(followup.guidance()).append('\n');
        }
        return text.append("Call complete_step again when this is settled.").toString();
    }

    private static String step(StepView step) {
        StringBuilder text = new StringBuilder("# " + step.title() + "\n\n");
        // Workflows and steps bring instructions of their own; they hold for this step alone.
        step.advice().systemPrompts().forEach(prompt -> text.append(prompt).append("\n\n"));
        return text.append(step.prompt()).toString();
    }
}
