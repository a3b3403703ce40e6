package dev.workrail.ingest.signature;

import dev.workrail.platform.trigger.request.WebhookRequest;
import java.util.List;

/// PagerDuty webhooks v3: `X-PagerDuty-Signature` lists one `v1=<hex>` for each secret that is
/// valid at PagerDuty, separated by commas; each is the HMAC-SHA256 of the raw body. One match is
/// enough, other versions are ignored (developer.pagerduty.com, "Verifying Signatures"). The scheme
/// has no time, so no replay window.
record PagerDutySignature() implements SignatureScheme {
    private static final String HEADER = "X-PagerDuty-Signature";
    private static final String VERSION = "v1=";
    private static final int MAX_SIGNATURES = 16;

    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets) {
        List<String> given =
                request.headers().all(HEADER).stream()
                        .flatMap(line -> List.of(line.split(",")).stream())
                        .map(String::strip)
                        .filter(signature -> signature.startsWith(VERSION))
                        .map(signature -> signature.substring(VERSION.length()))
                        .limit(MAX_SIGNATURES)
                        .toList();
        if (given.isEmpty()) {
            return new Verdict.Refused("header " + HEADER + " has no v1= signature");
        }
        boolean valid = false;
        for (String secret : secrets) {
            byte[] expected = HmacSha256.of(HmacSha256.key(secret), request.body());
            for (String signature : given) {
                valid |= HmacSha256.matchesHex(expected, signature);
            }
        }
        return valid
                ? Verdict.VALID
                : new Verdict.Refused(
                        "no v1= signature in " + HEADER + " matches the body under a valid secret");
    }
}
