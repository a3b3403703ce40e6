package dev.workrail.platform.kafka;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a loop's body on a virtual thread and remembers how it ended. Thread-safe.
public final class LoopThread {
    private static final Logger LOG = LoggerFactory.getLogger(LoopThread.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final String name;
    private final Runnable wakeup;
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable Throwable failure;

    private LoopThread(String name, Runnable wakeup, Body body) {
        this.name = name;
        this.wakeup = wakeup;
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> run(body));
    }

    /// @param wakeup makes a blocked body look at [#closing]
    static LoopThread unstarted(String name, Runnable wakeup, Body body) {
        return new LoopThread(name, wakeup, body);
    }

    void start() {
        thread.start();
    }

    boolean closing() {
        return closing;
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    String name() {
        return name;
    }

    void close() {
        closing = true;
        wakeup.run();
        try {
            if (!thread.join(CLOSE_TIMEOUT)) {
                LOG.atWarn().addKeyValue("loop", name).log("loop does not stop, interrupting it");
                thread.interrupt();
                thread.join(CLOSE_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Body body) {
        try {
            body.run();
        } catch (Throwable fault) {
            if (!closing) {
                failure = fault;
                LOG.atError()
                        .addKeyValue("loop", name)
                        .setCause(fault)
                        .log("loop stopped by a fault");
            }
        }
    }

    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }
}
