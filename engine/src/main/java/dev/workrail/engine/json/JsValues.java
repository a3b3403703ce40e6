package dev.workrail.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How ECMAScript sees a JSON value: truth, text, number and type name.
///
/// Conditions and templates of existing workflows rely on these rules, so they are kept to the
/// letter (ECMA-262: ToBoolean, ToString, ToNumber, typeof, String.prototype.trim). A Java null
/// stands for undefined. Thread-safe.
public final class JsValues {
    private JsValues() {}

    /// `Boolean(value)`.
    public static boolean isTruthy(@Nullable JsonNode value) {
        if (value == null) {
            return false;
        }
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case STRING -> !value.textValue().isEmpty();
            case NUMBER -> value.doubleValue() != 0 && !Double.isNaN(value.doubleValue());
            case OBJECT, ARRAY, POJO, BINARY -> true;
            case NULL, MISSING -> false;
        };
    }

    /// Whether it is null or undefined.
    public static boolean isNullish(@Nullable JsonNode value) {
        return value == null || value.isNull() || value.isMissingNode();
    }

    /// `String(value)`: arrays are joined with commas, null elements being empty; an object is
    /// `[object Object]`.
    public static String string(@Nullable JsonNode value) {
        if (value == null || value.isMissingNode()) {
            return "undefined";
        }
        return switch (value.getNodeType()) {
            case STRING -> value.textValue();
            case NUMBER -> numberText(value);
            case ARRAY -> join(value);
            case OBJECT -> "[object Object]";
            case BOOLEAN, NULL, POJO, BINARY, MISSING -> value.asText();
        };
    }

    private static String numberText(JsonNode value) {
        double number = value.doubleValue();
        if (Double.isInfinite(number)) {
            return number > 0 ? "Infinity" : "-Infinity";
        }
        return CanonicalJson.number(value);
    }

    private static String join(JsonNode array) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            JsonNode element = array.get(i);
            if (!isNullish(element)) {
                out.append(string(element));
            }
        }
        return out.toString();
    }

    /// `typeof value`.
    public static String typeOf(@Nullable JsonNode value) {
        if (value == null || value.isMissingNode()) {
            return "undefined";
        }
        return switch (value.getNodeType()) {
            case BOOLEAN -> "boolean";
            case STRING -> "string";
            case NUMBER -> "number";
            case OBJECT, ARRAY, POJO, BINARY, NULL -> "object";
            case MISSING -> "undefined";
        };
    }

    /// `Number(text)`; NaN where the text is no number.
    public static double number(String text) {
        return JsNumbers.parse(trim(text));
    }

    /// `Number(value)`; an array or object counts by its text.
    public static double number(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> value.doubleValue();
            case BOOLEAN -> value.booleanValue() ? 1 : 0;
            case NULL -> 0;
            case MISSING -> Double.NaN;
            case STRING, ARRAY, OBJECT, POJO, BINARY -> number(string(value));
        };
    }

    /// `text.trim()`: white space and line ends of ECMAScript, which include U+FEFF and U+00A0.
    public static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /// `text.trim().toLowerCase()`.
    public static String trimLower(String text) {
        return trim(text).toLowerCase(Locale.ROOT);
    }

    private static boolean isSpace(char c) {
        return c >= 9 && c <= 13
                || c == ' '
                || c == '\u00a0'
                || c == '\ufeff'
                || c == '\u2028'
                || c == '\u2029'
                || Character.getType(c) == Character.SPACE_SEPARATOR;
    }
}
