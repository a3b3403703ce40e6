package dev.workrail.contracts.id;

/// The two shapes an id may have; anything else is refused where it is parsed.
enum IdForm {
    /// Chosen by people: appears in URLs, branch names and metric labels.
    SLUG(63, false, "._-", "1 to 63 of a-z 0-9 . _ -, starting with a letter or digit"),
    /// Minted or derived by programs.
    TOKEN(128, true, "_-", "1 to 128 of A-Z a-z 0-9 _ -");

    private final int longest;
    private final boolean upperCase;
    private final String between;
    private final String expected;

    /// @param between what may also stand behind the first character
    IdForm(int longest, boolean upperCase, String between, String expected) {
        this.longest = longest;
        this.upperCase = upperCase;
        this.between = between;
        this.expected = expected;
    }

    void check(String what, String value) {
        if (value == null || !fits(value)) {
            throw new IllegalArgumentException(
                    "%s must be %s, but was %s".formatted(what, expected, quoted(value)));
        }
    }

    /// By hand, since every record read has several ids: a pattern was a tenth of reading it.
    private boolean fits(String value) {
        int length = value.length();
        if (length == 0 || length > longest || !letterOrDigit(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char each = value.charAt(i);
            if (!letterOrDigit(each) && between.indexOf(each) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean letterOrDigit(char each) {
        return each >= 'a' && each <= 'z'
                || each >= '0' && each <= '9'
                || upperCase && each >= 'A' && each <= 'Z';
    }

    private static String quoted(String value) {
        if (value == null) {
            return "absent";
        }
        return "'" + (value.length() <= 80 ? value : value.substring(0, 80) + "…") + "'";
    }
}
