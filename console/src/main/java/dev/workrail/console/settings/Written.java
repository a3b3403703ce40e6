package dev.workrail.console.settings;

import java.util.Optional;

/// A committed change.
///
/// @param position where it lies on `wr.config`; empty where it is committed but was not published
///   within the bound, or where nothing was to publish
/// @param pending true where its publication is still to come
public record Written<T>(T result, Optional<String> position, boolean pending) {
    public <R> Written<R> map(java.util.function.Function<? super T, ? extends R> change) {
        return new Written<>(change.apply(result), position, pending);
    }
}
