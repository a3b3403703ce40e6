package dev.workrail.engine.model;

import com.fasterxml.jackson.databind.JsonNode;

/// A condition over the variables of a session, as authored. The evaluator in the `condition`
/// package decides it; anything malformed in it makes it false, never an error.
///
/// @param source the condition object
public record Condition(JsonNode source) {}
