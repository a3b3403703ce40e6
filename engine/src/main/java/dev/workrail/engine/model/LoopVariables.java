package dev.workrail.engine.model;

/// Names under which a loop shows itself to its body.
///
/// @param iteration counted from 1
/// @param item the current element of a forEach loop
/// @param index counted from 0
public record LoopVariables(String iteration, String item, String index) {}
