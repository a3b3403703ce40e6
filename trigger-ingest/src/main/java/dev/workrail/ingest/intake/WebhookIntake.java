package dev.workrail.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.ingest.refusal.Refusals;
import dev.workrail.platform.problem.Problem;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.platform.trigger.TriggerReading;
import dev.workrail.platform.trigger.mapping.ConditionCheck;
import dev.workrail.platform.trigger.request.MalformedPayloadException;
import dev.workrail.platform.trigger.request.PayloadReader;
import dev.workrail.platform.trigger.request.WebhookRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Takes a webhook: finds its trigger, checks signature, rate and form, decides whether it is work,
/// and answers once the log has it.
///
/// The order is fixed: a stranger learns only whether a trigger exists and that a signature is
/// wrong; only signed webhooks take tokens; only what is published is answered as accepted. Every
/// refusal is a [ProblemException], and what is refused or skipped is noted in [Refusals].
/// Thread-safe; blocks on the log, so call it on a virtual thread.
public final class WebhookIntake {
    private final TriggerDirectory directory;
    private final SignatureCheck signatures;
    private final PayloadReader payloads;
    private final Admission admission;
    private final EventMaker events;
    private final TriggerLog log;
    private final Refusals refusals;

    public WebhookIntake(
            TriggerDirectory directory,
            SignatureCheck signatures,
            PayloadReader payloads,
            Admission admission,
            EventMaker events,
            TriggerLog log,
            Refusals refusals) {
        this.directory = directory;
        this.signatures = signatures;
        this.payloads = payloads;
        this.admission = admission;
        this.events = events;
        this.log = log;
        this.refusals = refusals;
    }

    /// The answer to a webhook for an org's trigger.
    public Answer take(String org, String trigger, WebhookRequest request) {
        Address address = address(org, trigger);
        KnownTrigger known;
        try {
            known = signatures.verified(address.org(), address.trigger(), request);
        } catch (ProblemException refused) {
            rejected(address, refused, request.receivedAt());
            throw refused;
        }
        try {
            admission.checkRate(known);
            JsonNode payload = payload(request);
            Optional<Answer> challenge = challenge(known.trigger(), payload);
            return challenge.orElseGet(() -> decide(known, payload, request));
        } catch (ProblemException refused) {
            refusals.rejected(known.trigger(), refused.problem(), true, request.receivedAt());
            throw refused;
        }
    }

    /// A webhook was refused before it was read.
    public void rejected(String org, String trigger, ProblemException refused, Instant at) {
        rejected(address(org, trigger), refused, at);
    }

    /// Of triggers that are not known nothing is kept: anybody may make up their names.
    private void rejected(Address address, ProblemException refused, Instant at) {
        directory
                .find(address.org(), address.trigger())
                .ifPresent(
                        known -> refusals.rejected(known.trigger(), refused.problem(), false, at));
    }

    /// The answer to a webhook that names no org: the one org that has the trigger.
    public Answer take(String trigger, WebhookRequest request) {
        TriggerId id = address("any", trigger).trigger();
        List<OrgId> orgs = directory.orgsWith(id);
        if (orgs.isEmpty() && directory.refresh()) {
            orgs = directory.orgsWith(id);
        }
        if (orgs.size() > 1) {
            throw ProblemException.notFound(
                    "several orgs have a trigger '%s': post to /hooks/<org>/%s".formatted(id, id));
        }
        String org = orgs.isEmpty() ? "any" : orgs.getFirst().value();
        return take(org, trigger, request);
    }

    private Answer decide(KnownTrigger known, JsonNode payload, WebhookRequest request) {
        TriggerReading reading =
                TriggerReading.of(known.trigger(), request.headers(), payload).orElseThrow();
        Optional<ConditionCheck> failed = reading.failed();
        if (failed.isPresent()) {
            refusals.skipped(reading, failed.get(), request.receivedAt());
            return new Answer.Skipped(failed.get().otherwise());
        }
        admission.checkQueue(known.trigger());
        TriggerEvent.Accepted event =
                events.accepted(reading, known.version(), request.receivedAt());
        log.append(event, request.headers().first("traceparent").orElse(null));
        return new Answer.Accepted(event.id(), event.session());
    }

    private JsonNode payload(WebhookRequest request) {
        try {
            return payloads.read(request);
        } catch (MalformedPayloadException e) {
            String place =
                    e.line() == 0
                            ? "body"
                            : "body, line %d, column %d".formatted(e.line(), e.column());
            throw ProblemException.badRequest(
                    "the body must be JSON or a form with a JSON payload: " + e.getMessage(),
                    List.of(new Problem.InputError(place, String.valueOf(e.getMessage()))));
        }
    }

    /// Slack's check that an address belongs to its app (docs.slack.dev, "url_verification").
    private static Optional<Answer> challenge(ConfigValue.Trigger trigger, JsonNode payload) {
        return trigger.provider().equals("slack")
                        && payload.path("type").asText().equals("url_verification")
                ? Optional.of(new Answer.Challenged(payload.path("challenge").asText()))
                : Optional.empty();
    }

    private static Address address(String org, String trigger) {
        try {
            return new Address(new OrgId(org), new TriggerId(trigger));
        } catch (IllegalArgumentException e) {
            throw SignatureCheck.unknown(org, trigger);
        }
    }

    private record Address(OrgId org, TriggerId trigger) {}
}
