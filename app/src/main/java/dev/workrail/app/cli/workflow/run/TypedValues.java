package dev.workrail.app.cli.workflow.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.app.cli.workflow.InputFile;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.engine.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Artifacts and variables out of what a person typed. What cannot be read is said in an
/// [IllegalArgumentException] whose message is for that person.
final class TypedValues {
    private TypedValues() {}

    /// JSON values one after another; an array stands for its elements, `{"artifacts": [...]}` as
    /// prompts show it for what it holds, and `@FILE` for the text of a file.
    static List<JsonNode> artifacts(String text) {
        List<JsonNode> out = new ArrayList<>();
        for (JsonNode value : values(content(text))) {
            JsonNode wrapped = value.size() == 1 ? value.path("artifacts") : value;
            if (wrapped.isArray()) {
                wrapped.forEach(out::add);
            } else {
                out.add(value);
            }
        }
        return List.copyOf(out);
    }

    private static List<JsonNode> values(String text) {
        try (MappingIterator<JsonNode> values =
                ContractsJson.mapper().readerFor(JsonNode.class).readValues(text)) {
            return values.readAll();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "that is no JSON: " + MalformedJsonException.from(e).getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("that cannot be read", e);
        }
    }

    /// A JSON object, or `key=value` lines; `@FILE` stands for the text of a file.
    static ObjectNode variables(String text) {
        String content = content(text);
        if (content.startsWith("{")) {
            try {
                return (ObjectNode) Json.parse(content);
            } catch (MalformedJsonException e) {
                throw new IllegalArgumentException("that is no JSON: " + e.getMessage(), e);
            }
        }
        ObjectNode out = Json.object();
        content.lines()
                .filter(line -> !line.isBlank())
                .map(ContextEntry::parse)
                .forEach(entry -> out.set(entry.key(), entry.value()));
        return out;
    }

    private static String content(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith("@") || stripped.contains("\n")) {
            return stripped;
        }
        try {
            return InputFile.read(Path.of(stripped.substring(1)), "a file with JSON").strip();
        } catch (CommandFailedException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }
}
