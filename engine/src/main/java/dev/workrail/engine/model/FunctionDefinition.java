package dev.workrail.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A named piece of instruction.
///
/// @param scope workflow, loop or step; absent where the author left it out
/// @param parameters as authored, in order
public record FunctionDefinition(
        String name, String definition, @Nullable String scope, List<JsonNode> parameters) {}
