package dev.workrail.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// An outside system that answers every callback with the status it is told to, and remembers each.
final class StubbornReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private volatile int answer;

    /// A callback as it came, and what it was answered.
    record Attempt(String id, String signature, JsonNode body, int answered) {
        boolean taken() {
            return answered < 300;
        }
    }

    private StubbornReceiver(HttpServer server, int answer) {
        this.server = server;
        this.answer = answer;
    }

    static StubbornReceiver answering(int status) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        StubbornReceiver receiver = new StubbornReceiver(server, status);
        server.createContext("/callback", receiver::take);
        server.start();
        return receiver;
    }

    void answer(int status) {
        answer = status;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callback");
    }

    /// The attempts of one delivery, in order of arrival.
    List<Attempt> attempts(String delivery) {
        return attempts.stream().filter(attempt -> attempt.id().equals(delivery)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = answer;
            attempts.add(
                    new Attempt(
                            header(exchange, "webhook-id"),
                            header(exchange, "webhook-signature"),
                            ContractsJson.read(
                                    exchange.getRequestBody().readAllBytes(), JsonNode.class),
                            status));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
