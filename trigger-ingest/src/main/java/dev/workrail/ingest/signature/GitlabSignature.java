package dev.workrail.ingest.signature;

import dev.workrail.platform.trigger.request.WebhookRequest;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// GitLab, in both its forms; the form of each secret says which one it is for.
///
/// A *signing token* (`whsec_…`) verifies `webhook-signature` over id, time and body exactly as
/// Standard Webhooks has it. Any other secret is a *secret token*, which GitLab sends in clear as
/// `X-Gitlab-Token` and which must be equal (docs.gitlab.com, "Webhooks"). A trigger that holds
/// only a signing token therefore cannot be downgraded to the header in clear.
record GitlabSignature(StandardWebhooksSignature signed) implements SignatureScheme {
    private static final String TOKEN = "X-Gitlab-Token";

    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets) {
        var byForm =
                secrets.stream()
                        .collect(
                                Collectors.partitioningBy(secret ->
                                        secret.startsWith(StandardWebhooksSignature.HMAC_PREFIX)));
        List<String> signing = byForm.getOrDefault(true, List.of());
        List<String> plain = byForm.getOrDefault(false, List.of());
        if (!plain.isEmpty() && tokenMatches(request, plain)) {
            return Verdict.VALID;
        }
        if (!signing.isEmpty()) {
            return signed.verify(request, signing);
        }
        return new Verdict.Refused("header " + TOKEN + " is missing or not a valid secret token");
    }

    private static boolean tokenMatches(WebhookRequest request, List<String> secrets) {
        Optional<String> given = request.headers().first(TOKEN);
        if (given.isEmpty()) {
            return false;
        }
        byte[] token = digest(given.get());
        boolean valid = false;
        for (String secret : secrets) {
            valid |= MessageDigest.isEqual(digest(secret), token);
        }
        return valid;
    }

    /// Equal lengths, so that the comparison does not tell how long the secret is.
    private static byte[] digest(String text) {
        return HmacSha256.of(new byte[1], HmacSha256.key(text));
    }
}
