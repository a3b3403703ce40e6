package dev.workrail.engine.prompt;

import dev.workrail.engine.model.LimitPolicy;
import dev.workrail.engine.model.StepLimits;

/// Tells an agent what its step may take.
final class LimitsText {
    private LimitsText() {}

    static void append(StepLimits limits, StringBuilder out) {
        if (limits.timeoutSeconds() == null
                && limits.maxTurns() == null
                && limits.maxCostUsd() == null) {
            return;
        }
        out.append("\n\n**STEP LIMITS (System):** From the moment this step became pending:");
        if (limits.timeoutSeconds() != null) {
            out.append("\n- time: ").append(limits.timeoutSeconds()).append(" seconds");
        }
        if (limits.maxTurns() != null) {
            out.append("\n- model turns: ").append(limits.maxTurns());
        }
        if (limits.maxCostUsd() != null) {
            out.append("\n- model cost: ").append(limits.maxCostUsd().toPlainString());
            out.append(" US dollars");
        }
        out.append(
                limits.policy() == LimitPolicy.STOP
                        ? "\nOver a limit the step cannot be completed any more."
                        : "\nGoing over a limit is recorded.");
    }
}
