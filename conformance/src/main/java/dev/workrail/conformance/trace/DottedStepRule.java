package dev.workrail.conformance.trace;

import dev.workrail.engine.output.BlockerCode;
import dev.workrail.engine.session.Decision;
import org.jspecify.annotations.Nullable;

/// Missing notes block a step that came out of a routine like any other.
final class DottedStepRule implements Rule {
    @Override
    public String key() {
        return "defect:P4-dotted-id";
    }

    @Override
    public @Nullable Outcome check(Case one) {
        return one.expects("error")
                        && one.decision() instanceof Decision.Blocked blocked
                        && blocked.pending().stepId().contains(".")
                        && blocked.blockers().getFirst().code()
                                == BlockerCode.MISSING_REQUIRED_NOTES
                ? Outcome.AS_DECIDED
                : null;
    }
}
