package dev.workrail.app.instance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Broker and database of one machine: they start beside each other while the application boots,
/// and its roles wait for them ([BackendsWait]). Closed in reverse order. Started and closed by one
/// thread, awaited by any.
final class Backends implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backends.class);

    private record Starting(String name, Future<? extends AutoCloseable> server) {}

    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofPlatform().daemon().name("start-backend-", 0).factory());
    private final Deque<Starting> begun = new ArrayDeque<>();
    private final Progress progress;

    Backends(Progress progress) {
        this.progress = progress;
    }

    /// Begins to start one; returns at once.
    void start(String name, Callable<? extends AutoCloseable> server) {
        begun.addLast(new Starting(name, threads.submit(() -> progress.timed(name, server))));
    }

    /// Waits until all serve.
    ///
    /// @throws IllegalStateException saying in one line why one does not
    void await() throws InterruptedException {
        for (Starting starting : begun) {
            try {
                starting.server().get();
            } catch (ExecutionException e) {
                Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
                LOG.atError()
                        .addKeyValue("server", starting.name())
                        .setCause(cause)
                        .log("did not start");
                throw new IllegalStateException(String.valueOf(cause.getMessage()));
            }
        }
    }

    @Override
    public void close() throws Exception {
        try (threads) {
            while (!begun.isEmpty()) {
                close(begun.removeLast().server());
            }
        }
    }

    private static void close(Future<? extends AutoCloseable> server) throws Exception {
        AutoCloseable started;
        try {
            started = server.get();
        } catch (ExecutionException e) {
            // Whoever waited for it was told.
            return;
        }
        started.close();
    }
}
