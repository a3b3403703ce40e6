package dev.workrail.console.artifacts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The part of a content that a request asks for (RFC 9110, section 14).
///
/// @param from first byte
/// @param until behind the last byte; not above `from` where nothing of it is there
record ByteRange(int from, int until) {
    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /// The whole where the header is absent, or is of a form that need not be followed: several
    /// ranges, another unit.
    static ByteRange of(@Nullable String header, int length) {
        ByteRange whole = new ByteRange(0, length);
        Matcher range = ONE.matcher(header == null ? "" : header.strip());
        if (!range.matches()) {
            return whole;
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty() && last.isEmpty()) {
            return whole;
        }
        if (first.isEmpty()) {
            long suffix = Math.min(length, Long.parseLong(last));
            return suffix == 0
                    ? new ByteRange(length, length)
                    : new ByteRange((int) (length - suffix), length);
        }
        long from = Long.parseLong(first);
        long end = last.isEmpty() ? length - 1L : Long.parseLong(last);
        if (end < from && !last.isEmpty()) {
            return whole;
        }
        return from >= length
                ? new ByteRange(length, length)
                : new ByteRange((int) from, (int) Math.min(length, end + 1));
    }

    boolean whole(int length) {
        return from == 0 && until == length;
    }

    boolean empty() {
        return until <= from;
    }

    String field(int length) {
        return "bytes %d-%d/%d".formatted(from, until - 1, length);
    }
}
