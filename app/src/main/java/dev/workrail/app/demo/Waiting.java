package dev.workrail.app.demo;

import dev.workrail.app.cli.CommandFailedException;
import java.time.Duration;
import java.util.concurrent.Callable;

/// Waits for something another process does.
final class Waiting {
    private static final long PAUSE_MILLIS = 50;

    private Waiting() {}

    /// @param what is awaited, for the message where it does not come
    static void until(Duration max, String what, Callable<Boolean> there)
            throws InterruptedException {
        long end = System.nanoTime() + max.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (there.call()) {
                    return;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw new CommandFailedException(
                        "while waiting for %s: %s".formatted(what, e.getMessage()));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new CommandFailedException(
                "%s did not come within %d seconds; the instance's log is in logs/ of the data directory"
                        .formatted(what, max.toSeconds()));
    }
}
