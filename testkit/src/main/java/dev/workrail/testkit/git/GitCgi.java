package dev.workrail.testkit.git;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers one request by git-http-backend(1), as the Common Gateway Interface (RFC 3875) has it.
final class GitCgi {
    private GitCgi() {}

    static void answer(HttpExchange exchange, Path root) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of("git", "http-backend"));
        variables(exchange, root, builder.environment());
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (OutputStream in = process.getOutputStream()) {
            exchange.getRequestBody().transferTo(in);
        }
        try (InputStream out = new BufferedInputStream(process.getInputStream())) {
            int status = head(out, exchange);
            exchange.sendResponseHeaders(status, 0);
            out.transferTo(exchange.getResponseBody());
        } finally {
            process.destroyForcibly();
        }
    }

    private static void variables(
            HttpExchange exchange, Path root, Map<String, String> environment) {
        environment.put("GIT_PROJECT_ROOT", root.normalize().toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REMOTE_USER", "pusher");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        put(environment, "QUERY_STRING", exchange.getRequestURI().getRawQuery());
        put(environment, "CONTENT_TYPE", header(exchange, "Content-Type"));
        put(environment, "CONTENT_LENGTH", header(exchange, "Content-Length"));
        put(environment, "HTTP_CONTENT_ENCODING", header(exchange, "Content-Encoding"));
        put(environment, "GIT_PROTOCOL", header(exchange, "Git-Protocol"));
    }

    private static @Nullable String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    private static void put(Map<String, String> environment, String name, @Nullable String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }

    private static int head(InputStream out, HttpExchange exchange) throws IOException {
        int status = 200;
        for (String line = line(out); !line.isEmpty(); line = line(out)) {
            String[] parts = line.split(": ", 2);
            if (parts[0].equals("Status")) {
                status = Integer.parseInt(parts[1].substring(0, 3));
            } else {
                exchange.getResponseHeaders().add(parts[0], parts[1]);
            }
        }
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
