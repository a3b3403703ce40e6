package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.conformance.VectorInput;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.session.Flavour;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A recorded run.
///
/// @param name folder and scenario
/// @param texts by ref
record Trace(String name, JsonNode json, Map<String, String> texts) {
    static Trace read(Path file) {
        Map<String, String> texts = new HashMap<>();
        Path shared = file.resolveSibling("_texts.json");
        if (Files.isRegularFile(shared)) {
            add(VectorInput.read(shared), texts);
        }
        JsonNode json = VectorInput.read(file);
        add(json.path("texts"), texts);
        if (!json.path("start").isObject()) {
            throw new MalformedJsonException(file + ": expected a recorded run with a start");
        }
        return new Trace(name(file), json, texts);
    }

    /// Kind, folder and scenario.
    static String name(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        String scenario = file.getFileName().toString().replace(".json", "");
        String kind =
                folder == null || folder.getParent() == null
                        ? ""
                        : folder.getParent().getFileName() + "/" + folder.getFileName() + "/";
        return kind + scenario;
    }

    private static void add(JsonNode source, Map<String, String> texts) {
        source.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    }

    Set<String> tags() {
        return Set.copyOf(Json.texts(json, "tags"));
    }

    Flavour flavour() {
        return "daemon".equals(Json.text(json, "flavour"))
                ? Flavour.AUTONOMOUS
                : Flavour.INTERACTIVE;
    }

    List<JsonNode> turns() {
        return Json.list(json, "turns");
    }

    JsonNode file(String path) {
        return json.path("files").path(path);
    }

    ObjectNode initialContext() {
        return json.path("initialContext") instanceof ObjectNode context ? context : Json.object();
    }

    /// An answer with every text in place of its ref.
    ObjectNode resolved(JsonNode result) {
        ObjectNode out = result.deepCopy();
        inline(out.path("pending"), "promptRef", "prompt");
        for (JsonNode blocker : out.path("blockers")) {
            inline(blocker, "suggestedFixRef", "suggestedFix");
        }
        return out;
    }

    private void inline(JsonNode node, String ref, String field) {
        if (node instanceof ObjectNode object && object.has(ref)) {
            object.put(field, texts.get(object.remove(ref).asText()));
        }
    }

    /// A string of an input, where `{"$repeat": [text, n]}` stands for a long one.
    static @Nullable String text(JsonNode value) {
        JsonNode repeat = value.path("$repeat");
        if (repeat.isArray()) {
            return repeat.get(0).asText().repeat(repeat.get(1).asInt());
        }
        return value.isTextual() ? value.textValue() : null;
    }
}
