package dev.workrail.engine.output;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Texts within a bound of UTF-8 bytes. Cuts lie between characters, never inside one. Thread-safe.
public final class Utf8 {
    private static final String MARK = "\n\n[TRUNCATED]";

    private Utf8() {}

    public static int bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (isPair(text, i)) {
                bytes += 4;
                i++;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }

    /// At most `max` bytes; where something was cut, the end says so.
    public static String marked(String text, int max) {
        if (text.length() * 3L <= max || bytes(text) <= max) {
            return text;
        }
        return head(text, max - MARK.getBytes(StandardCharsets.UTF_8).length) + MARK;
    }

    /// The longest beginning of at most `max` bytes.
    public static String head(String text, int max) {
        int bytes = 0;
        int i = 0;
        while (i < text.length()) {
            int units = isPair(text, i) ? 2 : 1;
            int size = bytes(text.substring(i, i + units));
            if (bytes + size > max) {
                break;
            }
            bytes += size;
            i += units;
        }
        return text.substring(0, i);
    }

    /// Sorted, without doubles; each cut to `each` bytes, the list ended before `total` bytes.
    static List<String> bounded(List<String> texts, int each, int total) {
        List<String> out = new ArrayList<>();
        int used = 0;
        for (String text : texts.stream().sorted().distinct().toList()) {
            String cut = head(text, each);
            used += bytes(cut);
            if (used > total) {
                break;
            }
            out.add(cut);
        }
        return List.copyOf(out);
    }

    private static boolean isPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }
}
