package dev.workrail.projections.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.workrail.contracts.json.ContractsJson;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/// Texts as PostgreSQL can hold them: it has no character zero, neither in text nor in jsonb. A
/// webhook may well carry one, and must not hold up its partition.
final class PostgresText {
    private static final char REPLACEMENT = '\uFFFD';

    /// An escaped character zero whose backslash is not itself escaped.
    private static final Pattern ESCAPED_ZERO =
            Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private PostgresText() {}

    static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', REPLACEMENT);
    }

    static String json(Object value) {
        try {
            String json = ContractsJson.mapper().writeValueAsString(value);
            return json.contains("\\u0000")
                    ? ESCAPED_ZERO.matcher(json).replaceAll("$1" + REPLACEMENT)
                    : json;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
