package dev.workrail.delivery.target;

import dev.workrail.contracts.delivery.AttemptResult;
import java.time.Instant;

/// Decides for one target. Pure and deterministic.
///
/// Guarantees: at most one attempt is under way; a session's statuses are attempted in the order of
/// their sequence, and one that waits is dropped once a newer one is asked for; a target is left
/// alone for as long as it asked; every delivery ends exactly once, as delivered, given up or
/// superseded, unless a person asks for it again.
public final class TargetDecider {
    private final RetryPolicy policy;

    public TargetDecider(RetryPolicy policy) {
        this.policy = policy;
    }

    public Decision decide(TargetState state, TargetCommand command, Instant now) {
        Turn turn = new Turn(state, policy, now);
        switch (command) {
            case TargetCommand.Request(Entry entry) -> turn.add(entry);
            case TargetCommand.Redeliver(Entry entry) -> {
                turn.enable();
                turn.add(entry);
            }
            case TargetCommand.Finish finish -> finish(turn, finish);
            case TargetCommand.Tick() -> turn.loseOverdueAttempt();
        }
        turn.attemptNext();
        return turn.decision();
    }

    private static void finish(Turn turn, TargetCommand.Finish finish) {
        AttemptResult result = finish.result();
        String cause = result.cause() == null ? "unknown" : result.cause();
        if (result.outcome() == AttemptResult.Outcome.DELIVERED) {
            // Also where the attempt counted as lost meanwhile: what arrived, arrived.
            turn.delivered(finish.delivery(), result.externalId());
        } else if (turn.underWay(finish.delivery(), finish.attempt())) {
            switch (result.outcome()) {
                case FAILED -> turn.failed(cause, result.retryAfter());
                case REFUSED -> turn.refused(cause);
                case GONE -> turn.disable(cause);
                case DELIVERED -> throw new AssertionError("handled above");
            }
        }
    }
}
