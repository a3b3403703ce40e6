package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.conformance.Difference;
import dev.workrail.engine.model.ParallelStep;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.StepView.NextIntent;
import org.jspecify.annotations.Nullable;

/// A parallel step that needs a yes announces it. The rest of the answer must be the recorded one.
final class AnnouncedGateRule implements Rule {
    @Override
    public String key() {
        return "gate:parallel-intent";
    }

    @Override
    public @Nullable Outcome check(Case one) {
        if (!(one.decision() instanceof Decision.Accepted accepted)
                || accepted.pending().nextIntent() != NextIntent.AWAIT_USER_CONFIRMATION
                || !(one.in().workflow().stepById().get(accepted.pending().stepId())
                        instanceof ParallelStep)) {
            return null;
        }
        ObjectNode answer = one.in().answers().of(accepted);
        answer.put("nextIntent", NextIntent.PERFORM_PENDING_THEN_CONTINUE.wire());
        return Outcome.of(
                Difference.between(
                        "turn " + one.turn() + " without intent", one.expected(), answer));
    }
}
