package dev.workrail.engine.model;

import org.jspecify.annotations.Nullable;

/// A piece of prompt that depends on the variables of the session.
///
/// @param when absent means always
public record PromptFragment(String id, @Nullable Condition when, String text) {}
