package dev.workrail.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What is to arrive under an id, whichever comes first: it, or the one that waits for it.
/// Thread-safe.
final class Awaited<T> {
    private final Map<String, CompletableFuture<T>> byId = new ConcurrentHashMap<>();

    /// The first arrival under an id counts.
    void arrived(String id, T what) {
        of(id).complete(what);
    }

    /// @throws TimeoutException where it did not arrive in time
    T await(String id, Duration max)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return of(id).get(max.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            byId.remove(id);
        }
    }

    /// It will never arrive.
    void failed(String id, Throwable why) {
        of(id).completeExceptionally(why);
    }

    /// Drops what arrived and will not be asked for.
    void forget(String id) {
        byId.remove(id);
    }

    private CompletableFuture<T> of(String id) {
        return byId.computeIfAbsent(id, key -> new CompletableFuture<>());
    }
}
