package dev.workrail.ingest.signature;

import dev.workrail.platform.trigger.request.WebhookRequest;
import java.util.List;
import java.util.Optional;

/// A header that holds the hexadecimal HMAC-SHA256 of the raw body under the secret.
///
/// - GitHub: `X-Hub-Signature-256: sha256=<hex>` (docs.github.com, "Validating webhook
///   deliveries").
/// - Jira: `X-Hub-Signature: sha256=<hex>` (developer.atlassian.com, "Webhooks", after WebSub,
///   section 8; another method than sha256 is refused).
/// - WorkRail: `X-WorkRail-Signature: <hex>`, `sha256=` in front allowed.
///
/// None of them has a time, so none has a replay window; a replay is recognised by its delivery id.
record BodySignature(String header, String prefix, boolean prefixRequired)
        implements SignatureScheme {
    static final BodySignature GITHUB = new BodySignature("X-Hub-Signature-256", "sha256=", true);
    static final BodySignature JIRA = new BodySignature("X-Hub-Signature", "sha256=", true);
    static final BodySignature WORKRAIL =
            new BodySignature("X-WorkRail-Signature", "sha256=", false);

    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets) {
        Optional<String> given = request.headers().first(header);
        if (given.isEmpty()) {
            return new Verdict.Refused("header " + header + " is missing");
        }
        String value = given.get();
        if (!value.startsWith(prefix) && prefixRequired) {
            return new Verdict.Refused("header " + header + " must start with " + prefix);
        }
        String hex = value.startsWith(prefix) ? value.substring(prefix.length()) : value;
        boolean valid = false;
        for (String secret : secrets) {
            // No early exit: how long it takes must not tell which secret is the current one.
            valid |=
                    HmacSha256.matchesHex(
                            HmacSha256.of(HmacSha256.key(secret), request.body()), hex);
        }
        return valid
                ? Verdict.VALID
                : new Verdict.Refused(
                        "header "
                                + header
                                + " is not the HMAC-SHA256 of the body under a valid"
                                + " secret");
    }
}
