package dev.workrail.projections.read;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The last item of a page: the value it was sorted by, and its id. Opaque to clients; another
/// sort's cursor is refused.
///
/// @param sort the name of the sort it belongs to
record Cursor(String sort, String value, String id) {
    static String encode(String sort, String value, String id) {
        String text = sort + "\n" + value + "\n" + id;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws BadQueryException where it is no cursor of this sort
    static @Nullable Cursor decode(@Nullable String text, String sort) {
        if (text == null) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = plain.split("\n", -1);
            if (parts.length == 3 && parts[0].equals(sort)) {
                return new Cursor(parts[0], parts[1], parts[2]);
            }
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
        throw refused(null);
    }

    Instant instant() {
        try {
            return Instant.parse(value);
        } catch (DateTimeException e) {
            throw refused(e);
        }
    }

    long number() {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw refused(e);
        }
    }

    static BadQueryException refused(@Nullable Exception cause) {
        return new BadQueryException(
                "cursor",
                "expected the `next` of a page of the same list and sort; begin without a cursor",
                cause);
    }
}
