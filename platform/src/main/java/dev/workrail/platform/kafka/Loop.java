package dev.workrail.platform.kafka;

import java.util.Optional;

/// A reader at work on a virtual thread of its own, from when it was opened until it is closed.
public interface Loop extends AutoCloseable {
    /// What it runs on, and how that went.
    LoopThread thread();

    default String name() {
        return thread().name();
    }

    /// False once a fault that does not pass has stopped the loop.
    default boolean healthy() {
        return thread().failure().isEmpty();
    }

    /// The fault that stopped the loop.
    default Optional<Throwable> failure() {
        return thread().failure();
    }

    /// Stops after the batch at hand. Waits at most ten seconds, then interrupts the handler.
    @Override
    default void close() {
        thread().close();
    }
}
