package dev.workrail.platform.trigger.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.platform.trigger.mapping.PayloadPath;
import org.jspecify.annotations.Nullable;

/// Texts out of a payload, by path. Stateless.
final class Texts {
    private Texts() {}

    static @Nullable String at(JsonNode payload, String path) {
        return PayloadPath.parse(path).textIn(payload).filter(t -> !t.isEmpty()).orElse(null);
    }

    /// The first path that has a text, else absent.
    static @Nullable String firstAt(JsonNode payload, String... paths) {
        for (String path : paths) {
            String text = at(payload, path);
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
