package dev.workrail.conformance;

/// What came of one vector.
public sealed interface VectorResult {
    /// Which vector: table and id, or workflow and scenario.
    String name();

    record Passed(String name) implements VectorResult {}

    /// @param actual what this engine gives
    record Failed(String name, String expected, String actual) implements VectorResult {}

    /// Not checked at all.
    record Skipped(String name, String reason) implements VectorResult {}
}
