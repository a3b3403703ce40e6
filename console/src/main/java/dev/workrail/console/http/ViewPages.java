package dev.workrail.console.http;

import dev.workrail.platform.problem.Problem;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.BadQueryException;
import dev.workrail.projections.read.Paging;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Pages of views: their parameters from the query, and their faults as problems.
public final class ViewPages {
    private static final int MAX_TEXT = 500;

    private ViewPages() {}

    /// Runs a query of the read side.
    ///
    /// @throws ProblemException 400 where a parameter is not as it expects
    public static <T> T ask(Supplier<T> query) {
        try {
            return query.get();
        } catch (BadQueryException e) {
            throw fault(e.field(), e.expected());
        }
    }

    public static <T> Page<T> page(
            Paging paging, Function<Paging, dev.workrail.projections.read.Page<T>> query) {
        dev.workrail.projections.read.Page<T> page = ask(() -> query.apply(paging));
        return new Page<>(page.items(), page.next());
    }

    /// Newest first, or with `order=asc` oldest first.
    public static Paging paging(
            @Nullable String cursor, @Nullable Integer limit, @Nullable String order) {
        String known = among("order", order, List.of("asc", "desc"), word -> word);
        return paging(cursor, limit, "asc".equals(known));
    }

    public static Paging paging(
            @Nullable String cursor, @Nullable Integer limit, boolean ascending) {
        String known = cursor == null || cursor.isEmpty() ? null : readable(cursor);
        int wanted = limit == null ? PageRequest.DEFAULT_LIMIT : limit;
        return ask(() -> new Paging(ascending, known, wanted));
    }

    /// A cursor travels as base64, so what PostgreSQL could not take might hide in it.
    private static String readable(String cursor) {
        try {
            byte[] plain = Base64.getUrlDecoder().decode(cursor);
            if (new String(plain, StandardCharsets.UTF_8).indexOf('\0') < 0) {
                return cursor;
            }
        } catch (IllegalArgumentException e) {
            throw fault("cursor", "expected the 'next' of an earlier page");
        }
        throw fault("cursor", "expected the 'next' of an earlier page");
    }

    /// A text to look for, or null where it is absent or empty.
    public static @Nullable String text(String parameter, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.length() > MAX_TEXT || value.indexOf('\0') >= 0) {
            throw fault(parameter, "expected at most %d characters, no NUL".formatted(MAX_TEXT));
        }
        return value;
    }

    /// An RFC 3339 time, or null where it is absent.
    public static @Nullable Instant time(String parameter, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        return value(parameter, value, Times::parse);
    }

    /// A value that a constructor of ours checks, or null where it is absent.
    public static <T> @Nullable T value(
            String parameter, @Nullable String text, Function<String, T> parse) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw fault(parameter, String.valueOf(e.getMessage()));
        }
    }

    /// One of the values by its name, or null where it is absent.
    public static <T> @Nullable T among(
            String parameter, @Nullable String name, List<T> values, Function<T, String> named) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        for (T value : values) {
            if (named.apply(value).equals(name)) {
                return value;
            }
        }
        throw fault(
                parameter,
                values.stream()
                        .map(named)
                        .collect(Collectors.joining(", ", "expected one of ", "")));
    }

    /// True or false; false where it is absent.
    public static boolean flag(String parameter, @Nullable String value) {
        return Boolean.TRUE.equals(among(parameter, value, List.of(true, false), String::valueOf));
    }

    public static ProblemException fault(String parameter, String detail) {
        return ProblemException.badRequest(
                "parameter '%s': %s".formatted(parameter, detail),
                List.of(new Problem.InputError(parameter, detail)));
    }
}
