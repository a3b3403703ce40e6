package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The routines a template call can expand to, by template id. Immutable.
public final class Routines {
    /// None at all: every template call is then unknown.
    public static final Routines NONE = new Routines(Map.of());

    private static final String TEMPLATE = "wr.templates.routine.";
    private final Map<String, JsonNode> byTemplate;

    private Routines(Map<String, JsonNode> byTemplate) {
        this.byTemplate = byTemplate;
    }

    /// Of definitions whose id begins with `wr.routine-` or `routine-`; others are left out. Of two
    /// with the same name the later one counts.
    public static Routines of(Collection<JsonNode> definitions) {
        Map<String, JsonNode> out = new TreeMap<>();
        for (JsonNode definition : definitions) {
            String name = name(Json.text(definition, "id", ""));
            if (name != null) {
                out.put(TEMPLATE + name, definition);
            }
        }
        return new Routines(Collections.unmodifiableMap(out));
    }

    private static @Nullable String name(String id) {
        String bare = id.startsWith("wr.") ? id.substring("wr.".length()) : id;
        return bare.startsWith("routine-") ? bare.substring("routine-".length()) : null;
    }

    @Nullable JsonNode get(String templateId) {
        return byTemplate.get(templateId);
    }

    /// The template ids that can be called, in order.
    public Collection<String> templateIds() {
        return byTemplate.keySet();
    }
}
