package dev.workrail.worker.session;

import dev.workrail.worker.git.SecretPattern;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lets the last step of a workflow be completed only with a change that passes its gates. What
/// they found goes back to the agent, whose step stays open, a bounded number of times; then the
/// session ends and says why. Not thread-safe.
final class Repairs {
    private static final int MAX_OUTPUT = 6000;

    private final Optional<Inspection> inspection;
    private final Conversation conversation;
    private final int attempts;

    /// Why the step is not done.
    ///
    /// @param text for the agent
    /// @param ending absent where the agent may try again
    record Refusal(String text, @Nullable Ending ending) {}

    /// @param inspection absent where the session ships nothing
    /// @param attempts how often a change may be handed in; the count outlives the lease
    Repairs(Optional<Inspection> inspection, Conversation conversation, int attempts) {
        this.inspection = inspection;
        this.conversation = conversation;
        this.attempts = attempts;
    }

    /// @param notes that would complete the workflow
    /// @return absent where the change may be shipped
    Optional<Refusal> refusal(String notes) throws InterruptedException {
        if (inspection.isEmpty()) {
            return Optional.empty();
        }
        return switch (inspection.get().inspect(notes)) {
            case Verdict.Unchanged _, Verdict.Passed _ -> {
                remember(gates().passed());
                yield Optional.empty();
            }
            case Verdict.Secrets found -> Optional.of(refuse(found, hints(found)));
            case Verdict.TestsFailed failed -> Optional.of(refuse(failed, output(failed)));
        };
    }

    private Refusal refuse(Verdict verdict, String evidence) {
        Shipped refused = Shipped.refused(verdict);
        String finding = String.valueOf(refused.detail());
        remember(gates().refused(finding));
        int made = gates().refusals();
        String text =
                "The step is not done: its change was not accepted, attempt %d of %d.\n%s\n%s"
                        .formatted(made, attempts, finding, evidence);
        return made < attempts
                ? new Refusal(text + "\nMend it, then call complete_step again.", null)
                : new Refusal(text, new Ending.NotShipped(refused));
    }

    private SessionMemory.Gates gates() {
        return conversation.memory().gates();
    }

    private void remember(SessionMemory.Gates gates) {
        conversation.remember(conversation.memory().judged(gates));
    }

    private static String hints(Verdict.Secrets found) {
        return found.findings().stream()
                .map(each ->
                        "- %s in %s, line %d".formatted(each.pattern(), each.file(), each.line()))
                .collect(Collectors.joining("\n"));
    }

    private static String output(Verdict.TestsFailed failed) {
        String whole = SecretPattern.redact(failed.output());
        String end =
                whole.length() > MAX_OUTPUT
                        ? "…" + whole.substring(whole.length() - MAX_OUTPUT)
                        : whole;
        return "$ %s\n%s".formatted(failed.verification().command(), end);
    }
}
