package dev.workrail.console.http;

import dev.workrail.platform.problem.Problem;
import dev.workrail.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which page of a list is asked for.
///
/// @param after key of the last item before the page; empty for the first page
/// @param limit most items, 1 to 200
public record PageRequest(String after, int limit) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;
    private static final int MAX_CURSOR = 1_000;

    /// From the parameters `cursor` and `limit`.
    ///
    /// @throws ProblemException 400 where one of them is not what we gave out or allow
    public static PageRequest of(@Nullable String cursor, @Nullable Integer limit) {
        int wanted = limit == null ? DEFAULT_LIMIT : limit;
        if (wanted < 1 || wanted > MAX_LIMIT) {
            throw fault("limit", "expected 1 to %d, was %d".formatted(MAX_LIMIT, wanted));
        }
        return new PageRequest(cursor == null || cursor.isEmpty() ? "" : key(cursor), wanted);
    }

    /// What to read: one more than the page holds.
    public int toRead() {
        return limit + 1;
    }

    static String cursor(String key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String cursor) {
        try {
            if (cursor.length() <= MAX_CURSOR) {
                String key =
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                if (key.indexOf('\0') < 0) {
                    return key;
                }
            }
        } catch (IllegalArgumentException e) {
            throw fault("cursor", "expected the 'next' of an earlier page");
        }
        throw fault("cursor", "expected the 'next' of an earlier page");
    }

    private static ProblemException fault(String parameter, String detail) {
        return ProblemException.badRequest(
                "parameter '%s': %s".formatted(parameter, detail),
                List.of(new Problem.InputError(parameter, detail)));
    }
}
