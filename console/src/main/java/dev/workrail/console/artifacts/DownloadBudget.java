package dev.workrail.console.artifacts;

import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Bounds the memory that downloads take at once: contents are whole in memory, decrypted beside
/// encrypted, until their client has them. Thread-safe; blocks.
@Singleton
final class DownloadBudget {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int UNIT = 1024;
    private static final int COPIES = 2;

    private final int units;
    private final Semaphore left;

    DownloadBudget(ArtifactSettings settings) {
        this.units = (int) Math.clamp(settings.downloadBytes() / UNIT, 1, Integer.MAX_VALUE);
        this.left = new Semaphore(units, true);
    }

    /// @return gives it back, once however often it is run
    /// @throws ProblemException 503 where others hold it
    Runnable take(long bytes) throws InterruptedException {
        // What is larger than all of it goes alone.
        int wanted = (int) Math.min(units, bytes * COPIES / UNIT + 1);
        if (!left.tryAcquire(wanted, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw ProblemException.unavailable("too many downloads at once; try again", PATIENCE);
        }
        var given = new java.util.concurrent.atomic.AtomicBoolean();
        return () -> {
            if (given.compareAndSet(false, true)) {
                left.release(wanted);
            }
        };
    }
}
