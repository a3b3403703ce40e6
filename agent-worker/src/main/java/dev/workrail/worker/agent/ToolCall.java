package dev.workrail.worker.agent;

import com.fasterxml.jackson.databind.JsonNode;

/// A tool the model wants called.
///
/// @param id unique within the session
public record ToolCall(String id, String tool, JsonNode arguments) {}
