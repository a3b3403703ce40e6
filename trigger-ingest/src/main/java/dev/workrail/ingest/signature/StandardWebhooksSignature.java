package dev.workrail.ingest.signature;

import dev.workrail.platform.trigger.request.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Standard Webhooks 1.0: `webhook-signature` lists, separated by spaces, signatures of
/// `<webhook-id>.<webhook-timestamp>.<raw body>`.
///
/// `v1,<base64>` is HMAC-SHA256 under a secret `whsec_<base64>`; `v1a,<base64>` is Ed25519 under a
/// public key `whpk_<base64>`. A secret without prefix is taken as base64 of an HMAC key, as the
/// reference libraries do. One match is enough; the time must be within five minutes.
record StandardWebhooksSignature(ReplayWindow window) implements SignatureScheme {
    static final String ID = "webhook-id";
    static final String HMAC_PREFIX = "whsec_";

    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";
    private static final String PUBLIC_KEY_PREFIX = "whpk_";
    private static final String HMAC = "v1,";
    private static final String ED25519 = "v1a,";
    private static final int MAX_SIGNATURES = 16;

    @Override
    public Verdict verify(WebhookRequest request, List<String> secrets) {
        Optional<String> id = request.headers().first(ID);
        Optional<String> timestamp = request.headers().first(TIMESTAMP);
        List<String> given = signatures(request);
        if (id.isEmpty() || timestamp.isEmpty() || given.isEmpty()) {
            return new Verdict.Refused(
                    "headers " + ID + ", " + TIMESTAMP + " and " + SIGNATURE + " are all needed");
        }
        Optional<String> stale = window.refusal(TIMESTAMP, timestamp.get(), request.receivedAt());
        if (stale.isPresent()) {
            return new Verdict.Refused(stale.get());
        }
        byte[] front = (id.get() + "." + timestamp.get() + ".").getBytes(StandardCharsets.UTF_8);
        boolean valid = false;
        for (String secret : secrets) {
            valid |=
                    secret.startsWith(PUBLIC_KEY_PREFIX)
                            ? ed25519(secret, front, request.body(), given)
                            : hmac(secret, front, request.body(), given);
        }
        return valid
                ? Verdict.VALID
                : new Verdict.Refused(
                        "no signature in "
                                + SIGNATURE
                                + " matches id, time and body under a valid"
                                + " secret");
    }

    private static List<String> signatures(WebhookRequest request) {
        return request.headers().all(SIGNATURE).stream()
                .flatMap(line -> Stream.of(line.strip().split(" +")))
                .filter(signature -> !signature.isEmpty())
                .limit(MAX_SIGNATURES)
                .toList();
    }

    private static boolean hmac(String secret, byte[] front, byte[] body, List<String> given) {
        String base64 =
                secret.startsWith(HMAC_PREFIX) ? secret.substring(HMAC_PREFIX.length()) : secret;
        Optional<byte[]> key = HmacSha256.unbase64(base64).filter(bytes -> bytes.length > 0);
        if (key.isEmpty()) {
            return false;
        }
        byte[] expected = HmacSha256.of(key.get(), front, body);
        boolean valid = false;
        for (String signature : given) {
            valid |=
                    signature.startsWith(HMAC)
                            && HmacSha256.matchesBase64(
                                    expected, signature.substring(HMAC.length()));
        }
        return valid;
    }

    private static boolean ed25519(String secret, byte[] front, byte[] body, List<String> given) {
        Optional<Ed25519PublicKey> key =
                HmacSha256.unbase64(secret.substring(PUBLIC_KEY_PREFIX.length()))
                        .flatMap(Ed25519PublicKey::of);
        return key.isPresent()
                && given.stream()
                        .filter(signature -> signature.startsWith(ED25519))
                        .flatMap(signature ->
                                HmacSha256.unbase64(signature.substring(ED25519.length())).stream())
                        .anyMatch(signature -> key.get().verifies(signature, front, body));
    }
}
