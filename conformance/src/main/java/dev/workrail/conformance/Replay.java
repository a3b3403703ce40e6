package dev.workrail.conformance;

/// Replays the vectors of one kind.
public interface Replay {
    /// Adds one result per vector found in the input; none where it holds no such vectors.
    void replay(VectorInput input, Results results);
}
