package dev.workrail.conformance.trace;

import dev.workrail.engine.session.Decision;
import org.jspecify.annotations.Nullable;

/// A step whose rules cannot be evaluated answers a further call with a reason, not with an
/// internal error.
final class BrokenRuleRule implements Rule {
    @Override
    public String key() {
        return "answer:terminal-block";
    }

    @Override
    public @Nullable Outcome check(Case one) {
        return one.in().trace().tags().contains("terminal-block")
                        && one.expects("error")
                        && one.decision() instanceof Decision.Rejected refused
                        && refused.code() == Decision.Code.NO_PENDING_STEP
                ? Outcome.AS_DECIDED
                : null;
    }
}
