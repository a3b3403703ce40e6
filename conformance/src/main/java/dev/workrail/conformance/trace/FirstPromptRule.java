package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.conformance.Difference;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.interpret.Completed;
import dev.workrail.engine.interpret.Position;
import dev.workrail.engine.model.Variables;
import dev.workrail.engine.model.WorkStep;
import dev.workrail.engine.prompt.PromptInput;
import dev.workrail.engine.prompt.PromptRenderer;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.Flavour;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first prompt is rendered with the session's variables and flavour. What was recorded is the
/// same prompt without them.
final class FirstPromptRule implements Rule {
    @Override
    public String key() {
        return "text:first-prompt";
    }

    @Override
    public @Nullable Outcome check(Case one) {
        if (one.turn() != 0
                || !one.expects("ok")
                || !(one.decision() instanceof Decision.Accepted accepted)) {
            return null;
        }
        CompiledWorkflow workflow = one.in().workflow();
        if (!(workflow.stepById().get(accepted.pending().stepId()) instanceof WorkStep step)) {
            return null;
        }
        PromptInput bare =
                new PromptInput(
                        step,
                        new Position(Completed.NONE, List.of(), step.id()),
                        Variables.NONE,
                        Flavour.INTERACTIVE,
                        new PromptInput.Moment(false, null, null));
        PromptRenderer renderer = new PromptRenderer(workflow);
        ObjectNode answer = one.in().answers().of(accepted);
        ObjectNode pending = (ObjectNode) answer.get("pending");
        pending.put("prompt", renderer.prompt(bare)).put("title", renderer.title(bare));
        return Outcome.of(Difference.between("start without variables", one.expected(), answer));
    }
}
