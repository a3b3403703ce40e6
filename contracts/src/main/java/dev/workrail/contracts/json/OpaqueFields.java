package dev.workrail.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// Reads the few fields that every member of a family has from one whose kind is unknown.
public final class OpaqueFields {
    private OpaqueFields() {}

    /// @throws MalformedJsonException where the field is absent or no text
    public static String text(Map<String, JsonNode> fields, String name) {
        JsonNode value = fields.get(name);
        if (value == null || !value.isTextual()) {
            throw new MalformedJsonException("at /" + name + ": expected a text");
        }
        return value.textValue();
    }

    /// @throws MalformedJsonException where the field is absent or no whole number
    public static long number(Map<String, JsonNode> fields, String name) {
        JsonNode value = fields.get(name);
        if (value == null || !value.isIntegralNumber()) {
            throw new MalformedJsonException("at /" + name + ": expected a whole number");
        }
        return value.longValue();
    }
}
