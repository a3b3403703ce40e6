package dev.workrail.delivery.callback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs callbacks as Standard Webhooks 1.0 has it: `v1,` and the base64 HMAC-SHA256 of
/// `<id>.<timestamp>.<body>` under the bytes of a `whsec_<base64>` secret. Immutable.
final class CallbackSigner {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";

    private final byte[] key;

    private CallbackSigner(byte[] key) {
        this.key = key;
    }

    /// Empty where the secret is not base64, with or without its prefix.
    static Optional<CallbackSigner> of(String secret) {
        String base64 = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        try {
            byte[] key = Base64.getDecoder().decode(base64.strip());
            return key.length == 0 ? Optional.empty() : Optional.of(new CallbackSigner(key));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String sign(String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform provides " + ALGORITHM, e);
        }
    }
}
