package dev.workrail.platform.kafka;

import java.util.Optional;

/// A reader at work on a virtual thread of its own, from when it was opened until it is closed.
public interface Loop extends AutoCloseable {
    String name();

    /// False once a fault that does not pass has stopped the loop.
    boolean healthy();

    /// The fault that stopped the loop.
    Optional<Throwable> failure();

    /// Stops after the batch at hand. Waits at most ten seconds, then interrupts the handler.
    @Override
    void close();
}
