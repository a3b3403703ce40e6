package dev.workrail.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Calls `/api/v1` of one instance with one API key. Thread-safe.
public final class ApiClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String TYPE = "Content-Type";
    private static final Pattern COOKIE = Pattern.compile("(?:__Host-)?workrail=([^;]+)");
    private static final int FIRST_ERROR = 400;
    private static final int NOT_FOUND = 404;

    private final URI base;
    private final @Nullable String key;
    private final HttpClient http;

    /// @param base where the instance answers, without a path
    /// @param key API key; absent for routes that need none
    public ApiClient(URI base, @Nullable String key) {
        this.base = base;
        this.key = key;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(TIMEOUT)
                        .build();
    }

    /// The same instance, as someone else.
    public ApiClient with(String otherKey) {
        return new ApiClient(base, otherKey);
    }

    /// @throws ApiException where the answer is a problem
    public JsonNode get(String path) throws IOException, InterruptedException {
        return call("GET", path, BodyPublishers.noBody());
    }

    public JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return call("POST", path, json(body));
    }

    public JsonNode put(String path, Object body) throws IOException, InterruptedException {
        return call("PUT", path, json(body));
    }

    public JsonNode delete(String path) throws IOException, InterruptedException {
        return call("DELETE", path, BodyPublishers.noBody());
    }

    /// Posts a text that is no JSON.
    public JsonNode post(String path, String text, String mediaType)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request("POST", path, BodyPublishers.ofString(text)).setHeader(TYPE, mediaType);
        return json("POST " + path, request.build());
    }

    /// Gets a text that is no JSON.
    public String text(String path) throws IOException, InterruptedException {
        HttpRequest request =
                request("GET", path, BodyPublishers.noBody()).setHeader("Accept", "*/*").build();
        return new String(bytes("GET " + path, request), StandardCharsets.UTF_8);
    }

    /// Writes an answer into a file as it comes, however long that takes.
    ///
    /// @return the file
    /// @throws ApiException where the answer is a problem
    public Path download(String path, Path file) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url("/api/v1" + path));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        HttpResponse<InputStream> response =
                http.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() >= FIRST_ERROR) {
                throw new ApiException(
                        "GET " + path, response.statusCode(), problem(body.readAllBytes()));
            }
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /// Follows a link that the server gave out, without the key, into a file: the whole of it or
    /// none.
    ///
    /// @throws ApiException where the answer is a problem
    public Path follow(String link, Path file) throws IOException, InterruptedException {
        URI target = url(link);
        Path folder = file.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(folder, ".download", "");
        try {
            HttpResponse<Path> answer =
                    http.send(
                            HttpRequest.newBuilder(target).timeout(TIMEOUT).build(),
                            BodyHandlers.ofFile(fresh));
            if (answer.statusCode() >= FIRST_ERROR) {
                throw new ApiException(
                        "GET " + target.getPath(),
                        answer.statusCode(),
                        problem(Files.readAllBytes(fresh)));
            }
            return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// Signs in with an account.
    ///
    /// @return the token, which browsers keep in a cookie and others send as a key
    /// @throws ApiException where the answer is a problem
    public String signIn(String email, String password) throws IOException, InterruptedException {
        String path = "/sign-in";
        HttpRequest request =
                request("POST", path, json(Map.of("email", email, "password", password))).build();
        HttpResponse<byte[]> answer = answer("POST " + path, request);
        return answer.headers().allValues("Set-Cookie").stream()
                .map(COOKIE::matcher)
                .filter(Matcher::lookingAt)
                .map(cookie -> cookie.group(1))
                .findFirst()
                .orElseThrow(() -> new IOException("the answer to the sign-in has no cookie"));
    }

    /// Whether `path` answers with something.
    public boolean exists(String path) throws IOException, InterruptedException {
        try {
            get(path);
            return true;
        } catch (ApiException e) {
            if (e.status() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /// Sends a request that is not ours to form, such as a webhook.
    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    /// Opens a stream of server-sent events, line by line. Closing the body ends it.
    ///
    /// @throws ApiException where the answer is a problem
    public HttpResponse<Stream<String>> stream(String path)
            throws IOException, InterruptedException {
        return stream(path, "");
    }

    /// The same, behind the event with an id.
    ///
    /// @param lastEventId empty for what happens from now on
    /// @throws ApiException where the answer is a problem
    public HttpResponse<Stream<String>> stream(String path, String lastEventId)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url("/api/v1" + path)).header("Accept", "text/event-stream");
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
        if (response.statusCode() >= FIRST_ERROR) {
            try (Stream<String> lines = response.body()) {
                throw new ApiException(
                        "GET " + path,
                        response.statusCode(),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("detail", String.join(" ", lines.toList())));
            }
        }
        return response;
    }

    public URI url(String path) {
        return base.resolve(path);
    }

    private JsonNode call(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        return json(method + " " + path, request(method, path, body).build());
    }

    private HttpRequest.Builder request(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url("/api/v1" + path))
                        .timeout(TIMEOUT)
                        .header("Accept", "application/json")
                        .header(TYPE, "application/json")
                        .method(method, body);
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
            if (method.equals("POST")) {
                request.header("Idempotency-Key", UUID.randomUUID().toString());
            }
        }
        return request;
    }

    private JsonNode json(String call, HttpRequest request)
            throws IOException, InterruptedException {
        byte[] answer = bytes(call, request);
        return answer.length == 0
                ? JsonNodeFactory.instance.missingNode()
                : ContractsJson.read(answer, JsonNode.class);
    }

    private byte[] bytes(String call, HttpRequest request)
            throws IOException, InterruptedException {
        return answer(call, request).body();
    }

    private HttpResponse<byte[]> answer(String call, HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() >= FIRST_ERROR) {
            throw new ApiException(call, response.statusCode(), problem(response.body()));
        }
        return response;
    }

    private static JsonNode problem(byte[] body) {
        try {
            return ContractsJson.read(body, JsonNode.class);
        } catch (MalformedJsonException e) {
            return JsonNodeFactory.instance.objectNode().put("detail", "not in words of WorkRail");
        }
    }

    private static BodyPublisher json(Object body) {
        return BodyPublishers.ofByteArray(ContractsJson.write(body));
    }
}
