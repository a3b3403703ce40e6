package dev.workrail.conformance.trace;

import dev.workrail.conformance.Difference;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.EngineCommand.Verdict;
import org.jspecify.annotations.Nullable;

/// A gate keeps what was handed in and waits for its verdict, also after a block. What the recorded
/// engine did without a gate, ours does after an approval.
///
/// @param key the tag of runs that meet a gate, or the name of the point that a gate's condition
///   sees the variables of its loop
record GateRule(String key) implements Rule {

    @Override
    public @Nullable Outcome check(Case one) {
        if (one.decision() instanceof Decision.Rejected refused
                && refused.code() == Decision.Code.GATE_OPEN
                && one.expects("error")) {
            return Outcome.AS_DECIDED;
        }
        if (one.decision() instanceof Decision.GateParked && one.expects("ok")) {
            Decision approved = one.in().run().resolve(Verdict.APPROVED);
            return Outcome.of(
                    Difference.between(
                            "turn " + one.turn() + " after approval",
                            one.expected(),
                            one.in().answers().of(approved)));
        }
        return null;
    }
}
