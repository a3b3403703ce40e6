package dev.workrail.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The outside system of the demo: takes callbacks and checks their signature the way any receiver
/// of Standard Webhooks would (HMAC-SHA256 over id, timestamp and body).
final class CallbackReceiver implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;
    private static final int NO_CONTENT = 204;

    private final HttpServer server;
    private final byte[] key;
    private final List<Callback> received = new CopyOnWriteArrayList<>();

    /// A callback whose signature held.
    record Callback(String id, JsonNode body) {}

    private CallbackReceiver(HttpServer server, byte[] key) {
        this.server = server;
        this.key = key;
    }

    static CallbackReceiver start(byte[] key) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CallbackReceiver receiver = new CallbackReceiver(server, key.clone());
        server.createContext("/callback", receiver::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return receiver;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callback");
    }

    /// The callbacks so far, in order of arrival; a repeat of one id counts once.
    List<Callback> received() {
        return List.copyOf(received);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            String timestamp = exchange.getRequestHeaders().getFirst("webhook-timestamp");
            String signatures = exchange.getRequestHeaders().getFirst("webhook-signature");
            if (id == null || timestamp == null || !signed(id, timestamp, body, signatures)) {
                exchange.sendResponseHeaders(UNAUTHORIZED, -1);
                return;
            }
            if (received.stream().noneMatch(callback -> callback.id().equals(id))) {
                received.add(new Callback(id, ContractsJson.read(body, JsonNode.class)));
            }
            exchange.sendResponseHeaders(NO_CONTENT, -1);
        }
    }

    private boolean signed(String id, String timestamp, byte[] body, String signatures) {
        if (signatures == null) {
            return false;
        }
        byte[] expected = ("v1," + signature(id, timestamp, body)).getBytes(StandardCharsets.UTF_8);
        for (String signature : signatures.split(" ")) {
            if (MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
                return true;
            }
        }
        return false;
    }

    private String signature(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform provides HmacSHA256", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
