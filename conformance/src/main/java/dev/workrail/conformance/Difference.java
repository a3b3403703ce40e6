package dev.workrail.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The first point where an answer or event is not as recorded.
///
/// @param where JSON pointer, behind the turn for runs
public record Difference(String where, String expected, String actual) {
    private static final int SHOWN = 600;

    /// Null where both are equal. Absent and null are not told apart; `turn` and the like are
    /// compared as numbers.
    public static @Nullable Difference between(String where, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            TreeSet<String> fields = new TreeSet<>();
            expected.fieldNames().forEachRemaining(fields::add);
            actual.fieldNames().forEachRemaining(fields::add);
            for (String field : fields) {
                Difference found =
                        between(where + "/" + field, expected.path(field), actual.path(field));
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) {
                Difference found = between(where + "/" + i, expected.get(i), actual.get(i));
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        return same(expected, actual) ? null : of(where, expected, actual);
    }

    private static boolean same(JsonNode expected, JsonNode actual) {
        if (isNothing(expected) || isNothing(actual)) {
            return isNothing(expected) && isNothing(actual);
        }
        if (expected.isNumber() && actual.isNumber()) {
            return expected.doubleValue() == actual.doubleValue();
        }
        return expected.equals(actual);
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull() || value.isMissingNode();
    }

    private static Difference of(String where, JsonNode expected, JsonNode actual) {
        String left = shown(expected);
        String right = shown(actual);
        int same = 0;
        while (same < Math.min(left.length(), right.length())
                && left.charAt(same) == right.charAt(same)) {
            same++;
        }
        int from = Math.max(0, same - 60);
        return new Difference(where, cut(left, from), cut(right, from));
    }

    private static String shown(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static String cut(String text, int from) {
        String rest = from == 0 ? text : "…" + text.substring(from);
        return rest.length() <= SHOWN ? rest : rest.substring(0, SHOWN) + "…";
    }
}
