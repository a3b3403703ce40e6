package dev.workrail.delivery.callback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs callbacks as Standard Webhooks 1.0 has it: `v1,` and the base64 HMAC-SHA256 of
/// `<id>.<timestamp>.<body>` under the bytes of a `whsec_<base64>` secret. During a rotation the
/// secret holds two, the new one first, and there is a signature under each. Immutable.
final class CallbackSigner {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";

    private static final int MAX_KEYS = 4;

    private final List<byte[]> keys;

    private CallbackSigner(List<byte[]> keys) {
        this.keys = List.copyOf(keys);
    }

    /// @param secret one, or up to four with spaces or line breaks between them
    /// @return empty where one of them is not base64, with or without its prefix
    static Optional<CallbackSigner> of(String secret) {
        List<byte[]> keys = new ArrayList<>();
        for (String each : secret.strip().split("\\s+")) {
            String base64 = each.startsWith(PREFIX) ? each.substring(PREFIX.length()) : each;
            try {
                keys.add(Base64.getDecoder().decode(base64));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        boolean usable = keys.size() <= MAX_KEYS && keys.stream().allMatch(key -> key.length > 0);
        return usable ? Optional.of(new CallbackSigner(keys)) : Optional.empty();
    }

    /// The value of `webhook-signature`.
    String sign(String id, long timestamp, byte[] body) {
        return keys.stream()
                .map(key -> sign(key, id, timestamp, body))
                .collect(Collectors.joining(" "));
    }

    private static String sign(byte[] key, String id, long timestamp, byte[] body) {
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
