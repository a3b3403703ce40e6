package dev.workrail.dispatcher.schedule;

import org.jspecify.annotations.Nullable;

/// Answers what is remembered under a hash. Reads the same for the whole of one decision.
@FunctionalInterface
public interface Recall {
    @Nullable Remembered find(String hash);
}
