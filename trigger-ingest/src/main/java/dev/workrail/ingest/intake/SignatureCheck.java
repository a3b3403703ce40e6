package dev.workrail.ingest.intake;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.ingest.signature.SignatureScheme;
import dev.workrail.ingest.signature.SignatureSchemes;
import dev.workrail.ingest.signature.Verdict;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.platform.trigger.request.WebhookRequest;
import java.time.Duration;
import java.util.Optional;

/// Finds a trigger and checks a webhook's signature against it.
///
/// A trigger that was made or whose secret was changed a moment ago may not be known here yet, so
/// before it answers 404 or 401 it has the configuration read to its end and looks once more.
/// Thread-safe.
public final class SignatureCheck {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final TriggerDirectory directory;
    private final boolean unsignedAllowed;

    /// @param unsignedAllowed true lets generic triggers without a secret take anything
    public SignatureCheck(TriggerDirectory directory, boolean unsignedAllowed) {
        this.directory = directory;
        this.unsignedAllowed = unsignedAllowed;
    }

    /// The trigger, once its signature holds.
    ///
    /// @throws ProblemException 404 unknown, 401 not signed as it must be, 503 where the
    ///   configuration could not be read to its end
    KnownTrigger verified(OrgId org, TriggerId id, WebhookRequest request) {
        Optional<KnownTrigger> first = directory.find(org, id);
        Optional<Verdict> verdict = first.map(known -> verdict(known, request));
        if (first.isPresent() && verdict.orElseThrow() instanceof Verdict.Valid) {
            return first.get();
        }
        boolean current = directory.refresh();
        Optional<KnownTrigger> second = directory.find(org, id);
        if (second.isEmpty()) {
            throw current ? unknown(org.value(), id.value()) : notCurrent();
        }
        KnownTrigger known = second.get();
        return switch (verdict(known, request)) {
            case Verdict.Valid ignored -> known;
            case Verdict.Refused refused -> throw refusal(refused, current);
        };
    }

    static ProblemException unknown(String org, String trigger) {
        return ProblemException.notFound(
                "org '%s' has no trigger '%s' that takes webhooks"
                        .formatted(cut(org), cut(trigger)));
    }

    private Verdict verdict(KnownTrigger known, WebhookRequest request) {
        var trigger = known.trigger();
        SignatureScheme scheme =
                SignatureSchemes.of(trigger.provider())
                        .orElseThrow(
                                () -> unknown(trigger.org().value(), trigger.trigger().value()));
        if (trigger.secrets().isEmpty()) {
            return unsignedAllowed && trigger.provider().equals("generic")
                    ? Verdict.VALID
                    : new Verdict.Refused("the trigger has no signing secret; give it one");
        }
        return known.secrets().isEmpty()
                ? new Verdict.Refused("none of the trigger's signing secrets is set; set it again")
                : scheme.verify(request, known.secrets());
    }

    private static ProblemException refusal(Verdict.Refused refused, boolean current) {
        return current ? ProblemException.unauthorized(refused.reason()) : notCurrent();
    }

    private static ProblemException notCurrent() {
        return ProblemException.unavailable(
                "the configuration cannot be read at the moment; send it again", RETRY);
    }

    private static String cut(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
