package dev.workrail.contracts.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/// Reads times as they are on topics. Stateless.
public final class Instants {
    private static final int LONGEST = "2026-01-02T03:04:05.123456789Z".length();
    private static final int SHORTEST = "2026-01-02T03:04:05Z".length();
    private static final int FRACTION = "2026-01-02T03:04:05".length();
    private static final int NANO_DIGITS = 9;
    private static final int SECONDS_PER_DAY = 86_400;

    private Instants() {}

    /// As [Instant#parse] does. The form that [Instant#toString] writes is read by hand: every
    /// record has several times, and the general way was a tenth of reading it.
    ///
    /// @throws DateTimeException where it is no RFC 3339 time
    public static Instant parse(String text) {
        return isPlain(text) ? plain(text) : Instant.parse(text);
    }

    private static boolean isPlain(String text) {
        int length = text.length();
        if (length < SHORTEST || length > LONGEST || text.charAt(length - 1) != 'Z') {
            return false;
        }
        for (int i = 0; i < length - 1; i++) {
            char each = text.charAt(i);
            boolean fits =
                    switch (i) {
                        case 4, 7 -> each == '-';
                        case 10 -> each == 'T';
                        case 13, 16 -> each == ':';
                        case 19 -> each == '.';
                        default -> each >= '0' && each <= '9';
                    };
            if (!fits) {
                return false;
            }
        }
        // A leap second and the end of a day have rules of their own; so has a lone point.
        return length != SHORTEST + 1
                && number(text, 11, 13) < 24
                && number(text, 14, 16) < 60
                && number(text, 17, 19) < 60;
    }

    private static Instant plain(String text) {
        long day =
                LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                        .toEpochDay();
        long second =
                day * SECONDS_PER_DAY
                        + number(text, 11, 13) * 3_600L
                        + number(text, 14, 16) * 60L
                        + number(text, 17, 19);
        return Instant.ofEpochSecond(second, nanos(text));
    }

    private static int nanos(String text) {
        int end = text.length() - 1;
        if (end <= FRACTION) {
            return 0;
        }
        int nanos = number(text, FRACTION + 1, end);
        for (int digits = end - FRACTION - 1; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int end) {
        int number = 0;
        for (int i = from; i < end; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
