package dev.workrail.platform.trigger.mapping;

import org.jspecify.annotations.Nullable;

/// Whether one thing that a trigger asks of an event holds.
///
/// @param pointer JSON Pointer to what asks it, in the trigger
/// @param expected in words
/// @param actual what the event has there; absent where it has nothing
/// @param otherwise why the event is no work where it does not hold
public record ConditionCheck(
        String pointer,
        String expected,
        @Nullable String actual,
        boolean holds,
        String otherwise) {}
