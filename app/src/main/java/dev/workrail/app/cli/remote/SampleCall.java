package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The `curl` that fires a trigger of provider `generic`: the body, signed.
final class SampleCall {
    private SampleCall() {}

    /// A line for a POSIX shell. The secret is not in it, only the signature of this body.
    static String of(String url, JsonNode body, String secret) {
        String text = body.toString();
        return "curl -sS -X POST %s -H %s -H %s --data-raw %s"
                .formatted(
                        quoted(url),
                        quoted("Content-Type: application/json"),
                        quoted("X-WorkRail-Signature: sha256=" + signature(text, secret)),
                        quoted(text));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String signature(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform provides HmacSHA256", e);
        }
    }
}
