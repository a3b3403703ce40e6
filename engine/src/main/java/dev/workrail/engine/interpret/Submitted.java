package dev.workrail.engine.interpret;

import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.model.StandardStep;
import dev.workrail.engine.model.WorkStep;
import org.jspecify.annotations.Nullable;

/// The loop decision of the submission in process, and the step it came from.
///
/// A decision can end only the loop whose exit step gave it. Where no body step declares the
/// decision as its output, every body step counts as exit step. A `continue` from elsewhere changes
/// nothing, so it is passed on as it is.
///
/// @param stepId the completed step; absent at the start of a run
public record Submitted(@Nullable String stepId, LoopSignal signal) {
    /// Nothing was handed in.
    public static final Submitted NOTHING = new Submitted(null, LoopSignal.NOTHING);

    private static final String LOOP_CONTROL = "wr.contracts.loop_control";

    LoopSignal signalFor(CompiledLoop loop) {
        return signal != LoopSignal.STOP || isExitStep(loop) ? signal : LoopSignal.UNDECIDED;
    }

    private boolean isExitStep(CompiledLoop loop) {
        boolean declared = loop.body().stream().anyMatch(Submitted::decides);
        return loop.body().stream()
                .anyMatch(step -> step.id().equals(stepId) && (!declared || decides(step)));
    }

    /// Whether a step declares the loop decision as its output.
    public static boolean decides(WorkStep step) {
        return step instanceof StandardStep standard
                && standard.checks().outputContract() != null
                && LOOP_CONTROL.equals(standard.checks().outputContract().contractRef());
    }
}
