package dev.workrail.projections.session;

import org.jspecify.annotations.Nullable;

/// Cuts texts to what a list shows.
final class Texts {
    /// Longest title, characters.
    static final int TITLE = 120;

    /// Longest recap, characters.
    static final int RECAP = 400;

    private Texts() {}

    /// The first line that says something.
    static @Nullable String titleOf(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(line -> cut(line, TITLE))
                .orElse(null);
    }

    /// At most `max` characters, ending in an ellipsis where some were cut.
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end) + "…";
    }
}
