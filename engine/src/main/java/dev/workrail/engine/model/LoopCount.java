package dev.workrail.engine.model;

/// How often a for loop goes round.
public sealed interface LoopCount {
    record Fixed(int times) implements LoopCount {}

    /// @param name of the variable that holds the number
    record Variable(String name) implements LoopCount {}
}
