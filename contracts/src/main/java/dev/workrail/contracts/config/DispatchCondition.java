package dev.workrail.contracts.config;

/// One condition a payload must meet before its event becomes work; all conditions of a trigger
/// must hold.
///
/// @param payloadPath dotted path into the payload, `$.` optional; array indexes are not supported
/// @param equals the exact string the value there must be
public record DispatchCondition(String payloadPath, String equals) {}
