package dev.workrail.conformance.trace;

import dev.workrail.engine.session.Decision;
import org.jspecify.annotations.Nullable;

/// A run begins at the first step that is to run, also where that comes out of a template.
final class FirstStepRule implements Rule {
    @Override
    public String key() {
        return "defect:D2";
    }

    @Override
    public @Nullable Outcome check(Case one) {
        return one.turn() == 0
                        && one.expects("error")
                        && one.decision() instanceof Decision.Accepted accepted
                        && one.in().workflow().stepById().containsKey(accepted.pending().stepId())
                ? Outcome.OVER
                : null;
    }
}
