package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.conformance.Difference;
import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.model.ConditionSource;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.EngineCommand.Verdict;
import dev.workrail.engine.session.StepView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A loop decision ends only its own loop. Where the recorded engine left out a loop because of a
/// decision from elsewhere, ours runs it; once it is through, both stand at the same step.
final class LoopRule implements Rule {
    private static final int MOST_STEPS = 12;

    @Override
    public String key() {
        return "defect:T1";
    }

    @Override
    public @Nullable Outcome check(Case one) {
        if (!(one.decision() instanceof Decision.Accepted accepted)
                || !one.expects("ok")
                || !isArtifactLoop(one, accepted.pending())) {
            return null;
        }
        Decision reached = accepted;
        for (int i = 0; i < MOST_STEPS; i++) {
            if (reached instanceof Decision.GateParked) {
                reached = one.in().run().resolve(Verdict.APPROVED);
            }
            if (!(reached instanceof Decision.Accepted at) || at.pending().loopPath().isEmpty()) {
                break;
            }
            String stepId = at.pending().stepId();
            reached = one.in().run().submit(Fillers.smallest(one.in().workflow(), stepId));
        }
        return Outcome.of(
                Difference.between(
                        "turn " + one.turn() + " after the loop",
                        slim(one.expected()),
                        slim(one.in().answers().of(reached))));
    }

    private static boolean isArtifactLoop(Case one, StepView pending) {
        if (pending.loopPath().isEmpty() || !one.expected().path("loop").isEmpty()) {
            return false;
        }
        String loopId = pending.loopPath().getLast().loopId();
        CompiledLoop loop = one.in().workflow().loops().get(loopId);
        return loop != null && loop.source() instanceof ConditionSource.ArtifactContract;
    }

    /// What the call said about itself, not about where it led.
    private static ObjectNode slim(ObjectNode answer) {
        ObjectNode out = answer.deepCopy();
        out.remove(List.of("stepContext", "skipped"));
        return out;
    }
}
