package dev.workrail.dispatcher.schedule;

/// The last answer to "why is this waiting?", so that only a new answer is written.
///
/// @param holders hash of the holders that were named, and of whose doing it is
public record Told(int position, String limit, String scope, int allowed, int holders) {}
