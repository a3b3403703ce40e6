package dev.workrail.engine.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What one step may take. Absent values leave it to the session.
///
/// @param timeoutSeconds wall clock from the step becoming pending, at least 1
/// @param maxTurns model turns spent on the step, at least 1
/// @param maxCostUsd model cost of the step, US dollars, above 0
/// @param policy what happens over a limit
public record StepLimits(
        @Nullable Integer timeoutSeconds,
        @Nullable Integer maxTurns,
        @Nullable BigDecimal maxCostUsd,
        LimitPolicy policy) {
    /// No limit of its own.
    public static final StepLimits NONE = new StepLimits(null, null, null, LimitPolicy.STOP);
}
