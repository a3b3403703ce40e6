package dev.workrail.app.cli.remote;

import dev.workrail.app.cli.CommandFailedException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Spans of time as people type them: `90s`, `30m`, `24h`, `7d`.
final class Spans {
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,6})([smhd])");

    private Spans() {}

    static Duration of(String option, String text) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            throw new CommandFailedException(
                    "%s: expected a time such as 90s, 30m, 24h or 7d, was '%s'"
                            .formatted(option, text));
        }
        long count = Long.parseLong(span.group(1));
        return switch (span.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /// A moment: a span before now, or a time as RFC 3339 writes it.
    static @Nullable Instant since(String option, @Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        if (SPAN.matcher(text).matches()) {
            return now.minus(of(option, text));
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandFailedException(
                    "%s: expected 30m, 24h, 7d or a time such as 2026-01-31T08:00:00Z, was '%s'"
                            .formatted(option, text));
        }
    }
}
