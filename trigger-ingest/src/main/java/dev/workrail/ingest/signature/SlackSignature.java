package dev.workrail.ingest.signature;

import dev.workrail.platform.trigger.request.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Slack, version 0: `X-Slack-Signature` is `v0=` and the hexadecimal HMAC-SHA256 of
/// `v0:<X-Slack-Request-Timestamp>:<raw body>`; the time must be within five minutes
/// (docs.slack.dev, "Verifying requests from Slack").
record SlackSignature(ReplayWindow window) implements SignatureScheme {
    private static final String SIGNATURE = "X-Slack-Signature";
    private static final String TIMESTAMP = "X-Slack-Request-Timestamp";
    private static final String VERSION = "v0=";

    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets) {
        Optional<String> signature = request.headers().first(SIGNATURE);
        Optional<String> timestamp = request.headers().first(TIMESTAMP);
        if (signature.isEmpty() || timestamp.isEmpty()) {
            return new Verdict.Refused(
                    "headers " + SIGNATURE + " and " + TIMESTAMP + " are both needed");
        }
        Optional<String> stale = window.refusal(TIMESTAMP, timestamp.get(), request.receivedAt());
        if (stale.isPresent()) {
            return new Verdict.Refused(stale.get());
        }
        if (!signature.get().startsWith(VERSION)) {
            return new Verdict.Refused("header " + SIGNATURE + " must start with " + VERSION);
        }
        String hex = signature.get().substring(VERSION.length());
        byte[] front = ("v0:" + timestamp.get() + ":").getBytes(StandardCharsets.UTF_8);
        boolean valid = false;
        for (String secret : secrets) {
            valid |=
                    HmacSha256.matchesHex(
                            HmacSha256.of(HmacSha256.key(secret), front, request.body()), hex);
        }
        return valid
                ? Verdict.VALID
                : new Verdict.Refused(
                        "header "
                                + SIGNATURE
                                + " does not match time and body under a valid"
                                + " secret");
    }
}
