package dev.workrail.app.instance;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs the roles inside what was prepared for them, and ends the two in the right order.
final class RunningApplication {
    private static final long MAX_CLOSE_SECONDS = 60;

    private RunningApplication() {}

    /// Runs until the application ends or the process is told to stop.
    ///
    /// @return the application's exit code
    static int run(UpApplication.Plan plan) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        // On a signal the virtual machine ends when its hooks have: this one holds it until the
        // roles have stopped and the broker and database below them are closed too.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(closed), "close-backends"));
        AtomicInteger exitCode = new AtomicInteger();
        try (OneMachine machine = plan.machine()) {
            machine.applySettings();
            UpApplication.PLAN.set(plan);
            Quarkus.run(
                    UpApplication.class,
                    (code, failure) -> {
                        exitCode.set(code);
                        if (failure != null) {
                            StartFailure.explain(failure, System.err);
                        }
                    });
        } finally {
            closed.countDown();
        }
        return exitCode.get();
    }

    private static void await(CountDownLatch closed) {
        try {
            closed.await(MAX_CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
