package dev.workrail.conformance.trace;

import dev.workrail.conformance.Difference;
import dev.workrail.engine.session.Decision;
import org.jspecify.annotations.Nullable;

/// The steps a compiler adds can run; the recorded engine did not find them.
final class AddedStepRule implements Rule {
    @Override
    public String key() {
        return "defect:D1";
    }

    @Override
    public @Nullable Outcome check(Case one) {
        String message = one.expected().path("message").asText();
        if (!(one.decision() instanceof Decision.Accepted accepted)
                || !message.contains("'" + accepted.pending().stepId() + "' not found")) {
            return null;
        }
        String stepId = accepted.pending().stepId();
        Decision after = one.in().run().submit(Fillers.smallest(one.in().workflow(), stepId));
        boolean ran =
                after instanceof Decision.Accepted next && !next.pending().stepId().equals(stepId);
        return ran
                ? Outcome.OVER
                : Outcome.of(
                        new Difference("turn " + one.turn(), "a step after " + stepId, "" + after));
    }
}
