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
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Posts signed webhooks to a trigger that [BenchOrg] made. Thread-safe.
final class WebhookClient {
    static final int ACCEPTED = 202;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FRAME = 64;

    private final URI hook;
    private final byte[] body;
    private final String signature;
    private final HttpClient http;

    private WebhookClient(URI hook, byte[] body, HttpClient http) throws GeneralSecurityException {
        this.hook = hook;
        this.body = body;
        this.signature = signature(body, BenchOrg.SECRET);
        this.http = http;
    }

    /// @param hook where the trigger's webhooks go
    static WebhookClient of(URI hook) throws GeneralSecurityException {
        return ofSize(hook, 0);
    }

    /// @param bytes of each payload, at least
    static WebhookClient ofSize(URI hook, int bytes) throws GeneralSecurityException {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new WebhookClient(hook, payload(bytes), http);
    }

    /// The same payload over the same connections, to another trigger.
    WebhookClient to(URI otherHook) throws GeneralSecurityException {
        return new WebhookClient(otherHook, body, http);
    }

    /// @return the session the webhook becomes
    /// @throws IOException where it is not accepted
    String post() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send();
        if (response.statusCode() != ACCEPTED) {
            throw new IOException("the webhook was answered " + response.statusCode());
        }
        return ContractsJson.read(response.body(), JsonNode.class).path("sessionId").asText();
    }

    /// Posts one webhook that no other one is a repeat of.
    HttpResponse<byte[]> send() throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(hook)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("X-WorkRail-Signature", signature)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static byte[] payload(int bytes) {
        String filler = "x".repeat(Math.max(0, bytes - FRAME));
        return "{\"goal\":\"Measure\",\"filler\":\"%s\"}"
                .formatted(filler)
                .getBytes(StandardCharsets.UTF_8);
    }

    static String signature(byte[] body, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }
}
