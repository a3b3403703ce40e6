package dev.workrail.engine.json;

import com.google.re2j.Pattern;
import java.math.BigInteger;

/// ECMAScript StringToNumber over an already trimmed text.
final class JsNumbers {
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    private static final int MAX_DIGITS = 2048;

    private JsNumbers() {}

    static double parse(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (text.length() > 2 && text.charAt(0) == '0') {
            int radix = radix(text.charAt(1));
            if (radix > 0) {
                return integer(text.substring(2), radix);
            }
        }
        return switch (text) {
            case "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> DECIMAL.matches(text) ? Double.parseDouble(text) : Double.NaN;
        };
    }

    private static int radix(char marker) {
        return switch (marker) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 0;
        };
    }

    private static double integer(String digits, int radix) {
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c > 'f' || Character.digit(c, radix) < 0) {
                return Double.NaN;
            }
        }
        // Longer digits cannot be finite unless padded; refuse the work of a hostile million
        // digits.
        return digits.length() > MAX_DIGITS
                ? Double.POSITIVE_INFINITY
                : new BigInteger(digits, radix).doubleValue();
    }
}
