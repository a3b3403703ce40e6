package dev.workrail.platform.trigger.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// A dotted path into a payload: `$.issue.title`, `issue.title` or `$issue.title`.
///
/// The path `$` is the payload itself. Only properties of objects are followed; a path with a `[`
/// is not supported and finds nothing, as in WorkRail. Immutable.
public final class PayloadPath {
    private final List<String> segments;
    private final boolean supported;

    private PayloadPath(List<String> segments, boolean supported) {
        this.segments = segments;
        this.supported = supported;
    }

    public static PayloadPath parse(String text) {
        if (text.contains("[")) {
            return new PayloadPath(List.of(), false);
        }
        String bare = text.strip();
        if (bare.startsWith("$.")) {
            bare = bare.substring(2);
        } else if (bare.startsWith("$")) {
            bare = bare.substring(1);
        }
        return new PayloadPath(bare.isEmpty() ? List.of() : List.of(bare.split("\\.", -1)), true);
    }

    /// The value there, which may be JSON null; empty where there is none.
    public Optional<JsonNode> in(JsonNode payload) {
        if (!supported) {
            return Optional.empty();
        }
        JsonNode at = payload;
        for (String segment : segments) {
            JsonNode next = at.isObject() ? at.get(segment) : null;
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(at);
    }

    /// The value there as text: a text as it is, a number or boolean as written, an object or array
    /// as compact JSON; empty where there is none or it is null.
    public Optional<String> textIn(JsonNode payload) {
        return in(payload)
                .filter(value -> !value.isNull())
                .map(value -> value.isValueNode() ? value.asText() : value.toString());
    }
}
