package dev.workrail.app.cli.workflow.run;

import dev.workrail.engine.output.Blocker;
import dev.workrail.engine.session.Decision;
import java.util.ArrayList;
import java.util.List;

/// Why the last reply did not move the run.
///
/// @param lines what was wrong and what to do, at least one
/// @param mendable whether handing in something else for the same step can help
record Setback(List<String> lines, boolean mendable) {
    Setback {
        lines = List.copyOf(lines);
    }

    static Setback of(Decision.Blocked blocked) {
        List<String> lines = new ArrayList<>();
        for (Blocker blocker : blocked.blockers()) {
            lines.add(blocker.code() + ": " + blocker.message());
            if (blocker.suggestedFix() != null) {
                lines.add("  " + blocker.suggestedFix().replace("\n", "\n  "));
            }
        }
        if (blocked.validation() != null) {
            blocked.validation().issues().forEach(issue -> lines.add("- " + issue));
            blocked.validation().suggestions().forEach(advice -> lines.add("  " + advice));
        }
        if (blocked.followup() != null) {
            lines.add(blocked.followup().title() + ": " + blocked.followup().guidance());
        }
        return new Setback(lines, blocked.retryable());
    }

    static Setback of(Decision.Rejected rejected) {
        boolean mendable =
                switch (rejected.code()) {
                    case MISSING_CONTEXT, INVALID_CONTEXT, INVALID_ARTIFACT, UNKNOWN_NODE -> true;
                    case INVALID_COMMAND,
                            WRONG_STATE,
                            NO_PENDING_STEP,
                            GATE_OPEN,
                            NO_OPEN_GATE,
                            BLOCKED_ATTEMPT_LIMIT,
                            WORKFLOW_MISMATCH,
                            SESSION_NOT_HEALTHY,
                            INTERPRETER_LIMIT ->
                            false;
                };
        return new Setback(List.of(rejected.code() + ": " + rejected.detail()), mendable);
    }

    static Setback of(String line) {
        return new Setback(List.of(line), true);
    }

    /// The first line, for messages that have room for one.
    String summary() {
        return lines.getFirst().lines().findFirst().orElse("");
    }
}
