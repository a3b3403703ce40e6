package dev.workrail.engine.prompt;

import dev.workrail.engine.model.ContextGatherStep;
import dev.workrail.engine.model.ContextGatherStep.Source;
import dev.workrail.engine.model.Variables;
import dev.workrail.engine.template.TemplateResolver;

/// The prompt of a step that brings material into the session.
final class GatherText {
    private GatherText() {}

    static void append(ContextGatherStep step, Variables variables, StringBuilder out) {
        if (step.prompt() != null) {
            out.append(TemplateResolver.resolve(step.prompt(), variables)).append("\n\n");
        }
        out.append(
                "**CONTEXT (System):** This step gathers material into the session's variables:");
        for (Source source : step.sources()) {
            out.append("\n- `").append(source.variable()).append("`: ");
            out.append(
                    switch (source) {
                        case Source.Coordinator c -> "given by the coordinator of the session";
                        case Source.Paths p -> "files " + String.join(", ", p.paths());
                        case Source.Urls u -> "documents " + String.join(", ", u.urls());
                    });
        }
        out.append(
                "\nA variable that is not set yet goes into `context` when you complete the step.");
    }
}
