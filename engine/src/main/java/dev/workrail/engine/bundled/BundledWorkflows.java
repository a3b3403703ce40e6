package dev.workrail.engine.bundled;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.workrail.engine.json.ResourceText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The definitions of the bundled workflows, by id. Read once, when first asked for. Thread-safe.
public final class BundledWorkflows {
    /// A jar has no directory to list, so the files are named.
    static final List<String> FILES =
            List.of(
                    "bug-investigation",
                    "classify-task",
                    "coding-task",
                    "dependency-review",
                    "discovery",
                    "documentation-update",
                    "gate-eval-generic",
                    "incident-triage",
                    "mr-review",
                    "production-readiness-audit",
                    "quick-task",
                    "refactoring",
                    "shaping");

    private BundledWorkflows() {}

    /// In order of id. The definitions are shared: do not change them.
    public static Map<String, JsonNode> all() {
        return Loaded.BY_ID;
    }

    private static final class Loaded {
        static final Map<String, JsonNode> BY_ID = load();

        private static Map<String, JsonNode> load() {
            ObjectMapper mapper = new ObjectMapper();
            Map<String, JsonNode> byId = new TreeMap<>();
            for (String file : FILES) {
                JsonNode definition = read(mapper, file);
                byId.put(definition.path("id").asText(), definition);
            }
            return Collections.unmodifiableMap(byId);
        }

        private static JsonNode read(ObjectMapper mapper, String file) {
            try {
                return mapper.readTree(ResourceText.of("/workflows/" + file + ".json"));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("bundled workflow " + file + " is no JSON", e);
            }
        }
    }
}
