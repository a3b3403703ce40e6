package dev.workrail.app.cli.remote;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The query of a request, put together from what was given. Mutable; not thread-safe.
final class Query {
    private final StringBuilder text = new StringBuilder();

    /// Adds a parameter, unless it has no value.
    Query add(String name, @Nullable Object value) {
        if (value != null) {
            text.append(text.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(Query.encoded(value.toString()));
        }
        return this;
    }

    /// One segment of a path.
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
