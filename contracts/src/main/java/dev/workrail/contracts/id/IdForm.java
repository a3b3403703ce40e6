package dev.workrail.contracts.id;

import java.util.regex.Pattern;

/// The two shapes an id may have; anything else is refused where it is parsed.
enum IdForm {
    /// Chosen by people: appears in URLs, branch names and metric labels.
    SLUG("[a-z0-9][a-z0-9._-]{0,62}", "1 to 63 of a-z 0-9 . _ -, starting with a letter or digit"),
    /// Minted or derived by programs.
    TOKEN("[A-Za-z0-9][A-Za-z0-9_-]{0,127}", "1 to 128 of A-Z a-z 0-9 _ -");

    private final Pattern pattern;
    private final String expected;

    IdForm(String pattern, String expected) {
        this.pattern = Pattern.compile(pattern);
        this.expected = expected;
    }

    void check(String what, String value) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s must be %s, but was %s".formatted(what, expected, quoted(value)));
        }
    }

    private static String quoted(String value) {
        if (value == null) {
            return "absent";
        }
        return "'" + (value.length() <= 80 ? value : value.substring(0, 80) + "…") + "'";
    }
}
