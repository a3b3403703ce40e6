package dev.workrail.engine.session;

import dev.workrail.engine.model.LimitPolicy;
import dev.workrail.engine.model.StepLimits;
import dev.workrail.engine.model.WorkStep;
import dev.workrail.engine.output.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A limit that a step is over.
///
/// @param limit the key in the workflow file
record Overrun(String stepId, String limit, String declared, String found, LimitPolicy policy) {
    private static final int MICROS = 6;

    /// What a submission at that time is over; absent where it is in time and within its budget.
    static @Nullable Overrun of(WorkStep step, StepMeter meter, Instant at) {
        return over(step, meter, at, 1);
    }

    /// What leaves no room for another turn; absent where there is some left.
    static @Nullable Overrun exhausted(WorkStep step, StepMeter meter, Instant at) {
        return over(step, meter, at, 0);
    }

    /// @param least how the comparison of found with declared has to come out
    private static @Nullable Overrun over(WorkStep step, StepMeter meter, Instant at, int least) {
        StepLimits limits = step.head().limits();
        Instant since = meter.since();
        Integer seconds = limits.timeoutSeconds();
        if (seconds != null
                && since != null
                && Duration.between(since, at).compareTo(Duration.ofSeconds(seconds)) >= least) {
            long found = Duration.between(since, at).toSeconds();
            return over(step, "timeoutSeconds", seconds + " s", found + " s");
        }
        Integer turns = limits.maxTurns();
        if (turns != null && Integer.compare(meter.stepTurns(), turns) >= least) {
            return over(step, "maxTurns", turns.toString(), Integer.toString(meter.stepTurns()));
        }
        BigDecimal cost = limits.maxCostUsd();
        BigDecimal spent = BigDecimal.valueOf(meter.stepCost(), MICROS);
        if (cost != null && spent.compareTo(cost) >= least) {
            return over(step, "maxCostUsd", usd(cost), usd(spent));
        }
        return null;
    }

    private static Overrun over(WorkStep step, String limit, String declared, String found) {
        return new Overrun(step.id(), limit, declared, found, step.head().limits().policy());
    }

    private static String usd(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString() + " USD";
    }

    Reason reason() {
        return new Reason.LimitReached(stepId, limit, declared, found);
    }
}
