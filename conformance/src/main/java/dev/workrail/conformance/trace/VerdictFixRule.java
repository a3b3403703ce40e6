package dev.workrail.conformance.trace;

import dev.workrail.engine.session.Decision;
import org.jspecify.annotations.Nullable;

/// A missing or bad review verdict blocks; the long description of it fits into the blocker.
final class VerdictFixRule implements Rule {
    private static final String CONTRACT = "wr.contracts.review_verdict";

    @Override
    public String key() {
        return "defect:review-verdict-blocker";
    }

    @Override
    public @Nullable Outcome check(Case one) {
        return one.expects("error")
                        && one.decision() instanceof Decision.Blocked blocked
                        && blocked.blockers().stream()
                                .anyMatch(b -> b.pointer().fields().containsValue(CONTRACT))
                ? Outcome.AS_DECIDED
                : null;
    }
}
