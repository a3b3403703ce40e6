package dev.workrail.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The variables a condition or template sees, by flat name.
@FunctionalInterface
public interface Variables {
    /// No variable at all.
    Variables NONE = name -> null;

    /// The value, JSON null where it is set to null, and Java null where it is not set.
    @Nullable JsonNode get(String name);

    /// The members of an object.
    static Variables of(JsonNode object) {
        return object::get;
    }

    /// These over `this`: what a loop shows its body.
    default Variables overlaid(Map<String, ? extends JsonNode> over) {
        return name -> {
            JsonNode value = over.get(name);
            return value == null ? get(name) : value;
        };
    }
}
