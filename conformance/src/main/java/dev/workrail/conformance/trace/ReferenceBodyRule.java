package dev.workrail.conformance.trace;

import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.model.LoopStep;
import dev.workrail.engine.model.LoopVariables;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.StepView;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The variables of a loop are set in a body that is used by reference, as they are in one written
/// in place. What was recorded says `[unset: …]` for them.
final class ReferenceBodyRule implements Rule {
    @Override
    public String key() {
        return "text:reference-body";
    }

    @Override
    public @Nullable Outcome check(Case one) {
        StepView pending =
                switch (one.decision()) {
                    case Decision.Accepted accepted -> accepted.pending();
                    case Decision.Blocked blocked -> blocked.pending();
                    default -> null;
                };
        if (pending == null
                || pending.loopPath().isEmpty()
                || !one.difference().where().endsWith("/pending/prompt")) {
            return null;
        }
        String loopId = pending.loopPath().getLast().loopId();
        CompiledLoop loop = one.in().workflow().loops().get(loopId);
        if (loop == null || !(loop.step().body() instanceof LoopStep.Body.Reference)) {
            return null;
        }
        String recorded = one.expected().path("pending").path("prompt").asText();
        return matches(recorded, pending.prompt(), loop.step().loop().variables())
                ? Outcome.AS_DECIDED
                : Outcome.of(one.difference());
    }

    private static boolean matches(String recorded, String ours, LoopVariables variables) {
        String names =
                "(?:%s|%s|%s)(?:\\.\\w+)*"
                        .formatted(variables.item(), variables.index(), variables.iteration());
        StringBuilder pattern = new StringBuilder();
        for (String part : recorded.split("\\[unset: " + names + "\\]", -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(ours).matches();
    }
}
