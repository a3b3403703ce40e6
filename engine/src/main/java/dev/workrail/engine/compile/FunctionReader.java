package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.FunctionDefinition;
import dev.workrail.engine.model.FunctionUse;
import java.util.List;

/// Reads function definitions and their uses.
final class FunctionReader {
    private FunctionReader() {}

    static FunctionUse use(JsonNode step) {
        List<FunctionUse.FunctionCall> calls =
                Json.list(step, "functionCalls").stream()
                        .map(call ->
                                new FunctionUse.FunctionCall(
                                        Json.text(call, "name", ""), call.path("args")))
                        .toList();
        return new FunctionUse(definitions(step), calls, Json.texts(step, "functionReferences"));
    }

    static List<FunctionDefinition> definitions(JsonNode parent) {
        return Json.list(parent, "functionDefinitions").stream()
                .map(f ->
                        new FunctionDefinition(
                                Json.text(f, "name", ""),
                                Json.text(f, "definition", ""),
                                Json.text(f, "scope"),
                                Json.list(f, "parameters")))
                .toList();
    }
}
