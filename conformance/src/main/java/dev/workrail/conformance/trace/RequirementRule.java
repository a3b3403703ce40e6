package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.conformance.Difference;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.Submission;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every requirement of a step counts. Where the recorded engine looked at the first kind only,
/// ours also asks for the others, and goes the same way once they are satisfied.
final class RequirementRule implements Rule {
    @Override
    public String key() {
        return "defect:T7";
    }

    @Override
    public @Nullable Outcome check(Case one) {
        if (!(one.decision() instanceof Decision.Blocked blocked)) {
            return null;
        }
        return switch (one.expected().path("kind").asText()) {
            case "blocked" -> Outcome.of(missing(one, blocked));
            case "ok" -> satisfied(one, blocked);
            default -> null;
        };
    }

    /// Every recorded blocker is also ours.
    private static @Nullable Difference missing(Case one, Decision.Blocked blocked) {
        List<String> ours = new ArrayList<>();
        blocked.blockers().forEach(b -> ours.add(b.code() + " " + b.message()));
        for (JsonNode blocker : one.expected().path("blockers")) {
            String wanted = blocker.path("code").asText() + " " + blocker.path("message").asText();
            if (!ours.contains(wanted)) {
                return new Difference("turn " + one.turn(), wanted, ours.toString());
            }
        }
        return null;
    }

    /// A run that was blocked more often than the recorded one may have used up its attempts.
    private static Outcome satisfied(Case one, Decision.Blocked blocked) {
        Submission better =
                Fillers.completed(
                        one.in().workflow(),
                        blocked.pending().stepId(),
                        Run.submission(one.input()));
        Decision after = one.in().run().submit(better);
        if (after instanceof Decision.Rejected refused
                && refused.code() == Decision.Code.BLOCKED_ATTEMPT_LIMIT) {
            return Outcome.OVER;
        }
        return Outcome.of(
                Difference.between(
                        "turn " + one.turn() + " with all given",
                        slim(one.expected()),
                        slim(one.in().answers().of(after))));
    }

    /// Where it led. The recorded engine keeps no notes it did not check, and asks for them at
    /// length once more.
    private static ObjectNode slim(ObjectNode answer) {
        ObjectNode out = answer.deepCopy();
        out.remove("stepContext");
        if (out.path("pending") instanceof ObjectNode pending) {
            pending.remove("prompt");
        }
        return out;
    }
}
