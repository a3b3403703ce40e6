package dev.workrail.engine.interpret;

/// A loop that was entered and not left.
///
/// @param iteration counted from 0; of a parallel forEach the first of the pending batch
/// @param bodyIndex the next body step to look at
public record Frame(String loopId, int iteration, int bodyIndex) {
    Frame at(int body) {
        return new Frame(loopId, iteration, body);
    }
}
