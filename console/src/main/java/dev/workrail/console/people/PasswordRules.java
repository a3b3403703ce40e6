package dev.workrail.console.people;

import dev.workrail.console.http.InputFaults;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a password must be: long, not the person's own address, not a few characters over and over.
/// There is no rule about kinds of characters, which makes passwords worse (NIST SP 800-63B). Pure.
final class PasswordRules {
    static final int MIN = 12;
    static final int MAX = 256;

    private static final int DISTINCT = 6;
    private static final int LOCAL_PART = 4;
    private static final int STEP = 6;

    private PasswordRules() {}

    /// The password where it may be set; else a fault.
    static String read(
            InputFaults faults, String pointer, @Nullable String password, String email) {
        if (password == null) {
            faults.add(pointer, "expected a password, was absent");
            return "";
        }
        String wrong = wrong(password, email);
        if (wrong != null) {
            faults.add(pointer, wrong);
        }
        return password;
    }

    private static @Nullable String wrong(String password, String email) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN || length > MAX) {
            return "expected %d to %d characters, was %d".formatted(MIN, MAX, length);
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (lower.codePoints().distinct().count() < DISTINCT) {
            return "expected at least %d different characters".formatted(DISTINCT);
        }
        String local = email.substring(0, Math.max(0, email.indexOf('@')));
        if (local.length() >= LOCAL_PART && lower.contains(local)) {
            return "expected a password without the name in the email address";
        }
        if (lower.contains("workrail") || lower.contains("password")) {
            return "expected a password without 'workrail' and 'password', which are tried first";
        }
        if (longestRun(lower) >= STEP) {
            return "expected a password without a run such as 123456 or abcdef";
        }
        return null;
    }

    /// How many neighbours follow each other by one step of the alphabet, up or down.
    private static int longestRun(String text) {
        int longest = 1;
        int up = 1;
        int down = 1;
        for (int i = 1; i < text.length(); i++) {
            int step = text.charAt(i) - text.charAt(i - 1);
            up = step == 1 ? up + 1 : 1;
            down = step == -1 ? down + 1 : 1;
            longest = Math.max(longest, Math.max(up, down));
        }
        return longest;
    }
}
