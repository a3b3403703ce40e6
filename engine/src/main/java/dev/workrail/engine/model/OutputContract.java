package dev.workrail.engine.model;

/// The typed artifact a step must produce.
///
/// @param required false: absent is fine, but what is submitted must be valid
public record OutputContract(String contractRef, boolean required) {}
