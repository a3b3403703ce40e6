package dev.workrail.worker.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import java.nio.charset.StandardCharsets;

/// A tool as a model sees it.
///
/// @param inputSchema JSON Schema of its arguments, an object
public record ToolSpec(String name, String description, JsonNode inputSchema) {
    static ToolSpec of(String name, String description, String schema) {
        JsonNode parsed =
                ContractsJson.read(schema.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        return new ToolSpec(name, description, parsed);
    }
}
