package dev.workrail.console.http;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// RFC 3339 times that a caller gives, between 1970 and 9999: what the database can compare.
public final class Times {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private Times() {}

    /// @throws IllegalArgumentException with what was expected
    static Instant parse(String text) {
        try {
            Instant time = Instant.parse(text);
            if (time.isAfter(Instant.EPOCH) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "expected an RFC 3339 time such as 2026-01-31T08:00:00Z", e);
        }
        throw new IllegalArgumentException("expected a time between 1970 and 9999");
    }

    /// A time from a body, or null where it is absent or a fault.
    public static @Nullable Instant read(
            InputFaults faults, String pointer, @Nullable String text) {
        return faults.parsed(pointer, text, Times::parse);
    }
}
