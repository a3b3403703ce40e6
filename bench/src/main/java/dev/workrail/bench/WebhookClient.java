package dev.workrail.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Posts signed webhooks of the trigger [BenchOrg] makes. Thread-safe.
final class WebhookClient {
    private static final byte[] BODY = "{\"goal\":\"Measure\"}".getBytes(StandardCharsets.UTF_8);
    private static final int ACCEPTED = 202;

    private final URI hook;
    private final String signature;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    WebhookClient(URI instance, String secret) throws GeneralSecurityException {
        this.hook = instance.resolve("/hooks/bench/hook");
        this.signature = signature(BODY, secret);
    }

    /// @return the session the webhook becomes
    /// @throws IOException where it is not accepted
    String post(String idempotencyKey) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                http.send(
                        HttpRequest.newBuilder(hook)
                                .timeout(Duration.ofSeconds(30))
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", idempotencyKey)
                                .header("X-WorkRail-Signature", signature)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(BODY))
                                .build(),
                        BodyHandlers.ofByteArray());
        if (response.statusCode() != ACCEPTED) {
            throw new IOException("the webhook was answered " + response.statusCode());
        }
        return ContractsJson.read(response.body(), JsonNode.class).path("sessionId").asText();
    }

    static String signature(byte[] body, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }
}
