package dev.workrail.engine.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How long the step at the tip has been pending, and what the session has spent since.
///
/// A fold over the log: a fresh node of a step begins anew, a blocked attempt goes on counting, and
/// the totals are those of the last completed model turn. So a turn counts for the step it
/// completes.
///
/// @param since when the step became pending; absent in states that were stored without it
/// @param turnsBefore model turns of the session up to then
/// @param costBefore model cost of the session up to then, millionths of a US dollar
/// @param turns model turns of the session
/// @param cost model cost of the session, millionths of a US dollar
record StepMeter(@Nullable Instant since, int turnsBefore, long costBefore, int turns, long cost) {
    static final StepMeter NONE = new StepMeter(null, 0, 0, 0, 0);

    /// A step becomes pending.
    StepMeter begin(Instant at) {
        return new StepMeter(at, turns, cost, turns, cost);
    }

    /// The totals after a model turn. They never fall: a turn that is repeated counts once.
    StepMeter spent(int turnsNow, long costNow) {
        return new StepMeter(
                since, turnsBefore, costBefore, Math.max(turns, turnsNow), Math.max(cost, costNow));
    }

    int stepTurns() {
        return turns - turnsBefore;
    }

    long stepCost() {
        return cost - costBefore;
    }
}
