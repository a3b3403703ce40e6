package dev.workrail.app.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request to an operation.
///
/// @param what is odd about it, for people; empty for the document's own example
/// @param target path and query, encoded
record Call(
        ApiOperation operation,
        String what,
        String target,
        Map<String, String> headers,
        @Nullable String mediaType,
        byte @Nullable [] body) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int SHOWN = 160;

    HttpRequest to(URI base, String key) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base.resolve("/") + target.substring(1)))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + key)
                        .method(
                                operation.method(),
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        if (mediaType != null) {
            request.header("Content-Type", mediaType);
        }
        headers.forEach(request::header);
        return request.build();
    }

    boolean plain() {
        return what.isEmpty();
    }

    @Override
    public String toString() {
        String sent = body == null ? "" : Calls.printable(new String(body, StandardCharsets.UTF_8));
        return "%s %s [%s] %s %s"
                .formatted(
                        operation.method(),
                        target.length() > SHOWN ? target.substring(0, SHOWN) + "…" : target,
                        what,
                        headers.isEmpty() ? "" : headers,
                        sent.length() > SHOWN ? sent.substring(0, SHOWN) + "…" : sent);
    }
}
