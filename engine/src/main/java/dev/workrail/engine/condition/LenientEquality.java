package dev.workrail.engine.condition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.JsValues;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Equality that forgives an agent's spelling: `"Small "` equals `"small"`, `"3"` equals 3, `"yes"`
/// equals true, and an unset variable equals null. Objects and lists equal nothing.
final class LenientEquality {
    private static final Set<String> TRUE_WORDS = Set.of("true", "1", "yes");
    private static final Set<String> FALSE_WORDS = Set.of("false", "0", "no");

    private LenientEquality() {}

    static boolean equal(@Nullable JsonNode a, @Nullable JsonNode b) {
        if (a == null || b == null || a.isNull() || b.isNull()) {
            return JsValues.isNullish(a) && JsValues.isNullish(b);
        }
        if (a.isTextual()) {
            return equalToText(a.textValue(), b);
        }
        if (b.isTextual()) {
            return equalToText(b.textValue(), a);
        }
        if (a.isNumber() && b.isNumber()) {
            return a.doubleValue() == b.doubleValue();
        }
        return a.isBoolean() && b.isBoolean() && a.booleanValue() == b.booleanValue();
    }

    private static boolean equalToText(String text, JsonNode other) {
        if (other.isTextual()) {
            return JsValues.trimLower(text).equals(JsValues.trimLower(other.textValue()));
        }
        if (other.isNumber()) {
            return JsValues.number(text) == other.doubleValue();
        }
        if (other.isBoolean()) {
            Set<String> words = other.booleanValue() ? TRUE_WORDS : FALSE_WORDS;
            return words.contains(JsValues.trimLower(text));
        }
        return false;
    }
}
