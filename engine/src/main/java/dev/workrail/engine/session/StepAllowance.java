package dev.workrail.engine.session;

import dev.workrail.engine.model.StepLimits;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is left of the limits a step declares, as of the state it was read from. Each is absent
/// where the step declares none; less than nothing left is nothing left.
///
/// Whoever drives the session stops a step that has none left with [EngineCommand.EnforceLimits].
///
/// @param deadline when the step is late: the time it became pending and its timeout
/// @param turnsLeft model turns
/// @param costMicrosLeft model cost, millionths of a US dollar
public record StepAllowance(
        @Nullable Instant deadline, @Nullable Integer turnsLeft, @Nullable Long costMicrosLeft) {
    /// No limit of its own.
    public static final StepAllowance NONE = new StepAllowance(null, null, null);

    private static final int MICROS = 6;

    static StepAllowance of(StepLimits limits, StepMeter meter) {
        if (limits.equals(StepLimits.NONE)) {
            return NONE;
        }
        Instant since = meter.since();
        Integer seconds = limits.timeoutSeconds();
        Integer turns = limits.maxTurns();
        BigDecimal cost = limits.maxCostUsd();
        return new StepAllowance(
                since == null || seconds == null ? null : since.plusSeconds(seconds),
                turns == null ? null : Math.max(0, turns - meter.stepTurns()),
                cost == null
                        ? null
                        : Math.max(
                                0, cost.scaleByPowerOfTen(MICROS).longValue() - meter.stepCost()));
    }
}
