package dev.workrail.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// Something that goes on while something else is measured.
final class Background {
    private Background() {}

    static <T> CompletableFuture<T> run(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("background-load")
                .start(() -> {
                    try {
                        done.complete(work.call());
                    } catch (Exception e) {
                        done.completeExceptionally(e);
                    }
                });
        return done;
    }
}
