package dev.workrail.app.cli.workflow.run;

import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.StepView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a decision says, whichever it is.
final class DecisionFacts {
    private DecisionFacts() {}

    /// @throws IllegalStateException where no step is pending
    static StepView pending(Decision decision) {
        return switch (decision) {
            case Decision.Accepted d -> d.pending();
            case Decision.Blocked d -> d.pending();
            case Decision.Replayed d -> pending(d.answer());
            case Decision.GateParked _,
                    Decision.Completed _,
                    Decision.Noted _,
                    Decision.Rejected _ ->
                    throw new IllegalStateException("no step is pending after " + decision);
        };
    }

    static List<String> skipped(Decision decision) {
        return switch (decision) {
            case Decision.Accepted d -> d.skipped();
            case Decision.Completed d -> d.skipped();
            case Decision.Replayed d -> skipped(d.answer());
            case Decision.Blocked _, Decision.GateParked _, Decision.Noted _, Decision.Rejected _ ->
                    List.of();
        };
    }

    /// Why the reply did not move the run; absent where it did.
    static @Nullable Setback setback(Decision decision) {
        return switch (decision) {
            case Decision.Rejected d -> Setback.of(d);
            case Decision.Blocked d -> Setback.of(d);
            case Decision.Accepted _,
                    Decision.GateParked _,
                    Decision.Completed _,
                    Decision.Replayed _,
                    Decision.Noted _ ->
                    null;
        };
    }

    /// What became of a `jumpIf` in words; absent where none held.
    static @Nullable String jump(Decision decision) {
        for (LoggedEvent event : decision.events()) {
            if (event.data() instanceof SessionEvent.JumpRecorded jump) {
                return "jumped back to %s (%d of %d)"
                        .formatted(jump.targetStepId(), jump.count(), jump.maxJumps());
            }
            if (event.data() instanceof SessionEvent.JumpLimitReached limit) {
                return "did not jump back to %s any more, %d jumps were taken"
                        .formatted(limit.targetStepId(), limit.maxJumps());
            }
        }
        return null;
    }

    /// The word for what came of a reply.
    static String outcome(Reply reply, Decision decision) {
        return switch (decision) {
            case Decision.Rejected _ -> "refused";
            case Decision.Blocked _ -> "blocked";
            case Decision.Accepted _ -> word(reply, "advanced");
            case Decision.Completed _ -> word(reply, "completed");
            case Decision.GateParked _ -> word(reply, "parked");
            case Decision.Noted _ -> word(reply, "noted");
            case Decision.Replayed d -> outcome(reply, d.answer());
        };
    }

    private static String word(Reply reply, String handedIn) {
        return switch (reply) {
            case Reply.HandIn _ -> handedIn;
            case Reply.Judge judge -> judge.verdict().wire();
            case Reply.GoBack _ -> "back";
            case Reply.Stop _ -> "stopped";
        };
    }
}
