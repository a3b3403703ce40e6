package dev.workrail.projections.read;

/// What happened to the sessions of one workflow or trigger.
///
/// @param key its id; empty for sessions of which it is not known
/// @param total from the beginning of the time that was asked for
public record StatGroup(String key, StatPoint total) {}
