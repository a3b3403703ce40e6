package dev.workrail.engine.prompt;

import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.interpret.Submitted;
import dev.workrail.engine.model.LoopStep;
import dev.workrail.engine.model.Step;
import dev.workrail.engine.model.WorkStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The step that reports a workflow's numbers: the last of the top level, or, where that is a loop,
/// the last of its body that does not decide about the next pass.
final class FinalStep {
    private FinalStep() {}

    static @Nullable String of(CompiledWorkflow workflow) {
        List<Step> authored = workflow.workflow().steps();
        if (authored.isEmpty()) {
            return null;
        }
        return switch (authored.getLast()) {
            case WorkStep step -> step.id();
            case LoopStep loop -> ofBody(workflow.loops().get(loop.id()));
        };
    }

    private static @Nullable String ofBody(@Nullable CompiledLoop loop) {
        List<WorkStep> body = loop == null ? List.of() : loop.body();
        for (int i = body.size() - 1; i >= 0; i--) {
            if (!Submitted.decides(body.get(i))) {
                return body.get(i).id();
            }
        }
        return null;
    }
}
