package dev.workrail.engine.model;

import org.jspecify.annotations.Nullable;

/// How often a loop goes round.
///
/// @param maxIterations hard cap, 1 to 1000
/// @param source what decides a while or until loop: as authored, else the loop decision a step of
///   the body produces, else the plain condition; absent for the other types
/// @param count of a for loop
/// @param items of a forEach loop
public record LoopConfig(
        LoopType type,
        int maxIterations,
        LoopVariables variables,
        @Nullable ConditionSource source,
        @Nullable LoopCount count,
        @Nullable Items items) {

    /// @param variable name of the variable that holds the list
    /// @param maxConcurrency how many items are worked on at once; absent means one after another
    public record Items(String variable, @Nullable Integer maxConcurrency) {}
}
