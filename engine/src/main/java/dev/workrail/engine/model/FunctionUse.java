package dev.workrail.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Reusable pieces of instruction: those a step defines, and those it names.
///
/// @param references names, written `name()`
public record FunctionUse(
        List<FunctionDefinition> definitions, List<FunctionCall> calls, List<String> references) {
    public static final FunctionUse NONE = new FunctionUse(List.of(), List.of(), List.of());

    /// @param args by parameter name
    public record FunctionCall(String name, JsonNode args) {}
}
