package dev.workrail.worker.lease;

import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.platform.log.Seldom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says every fifth of the window what this worker runs, extends the leases that the log confirms,
/// and stops the sessions whose time is up. Works on threads of its own: while a broker is away, a
/// heartbeat waits for it, and the time of a session is up all the same.
public final class Heartbeats implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final int BEATS_PER_WINDOW = 5;
    private static final int LOOKS_PER_WINDOW = 30;
    private static final int THREADS = 2;

    /// Publishes a heartbeat that names what runs.
    @FunctionalInterface
    public interface Beat extends Function<List<FleetEvent.Running>, CompletableFuture<?>> {}

    private final Leases leases;
    private final Beat publish;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("heartbeats-", 0).factory());
    private final Seldom failing = new Seldom();

    public Heartbeats(Leases leases, Beat publish, Clock clock) {
        this.leases = leases;
        this.publish = publish;
        this.clock = clock;
    }

    public void start(Duration window) {
        long beat = window.toMillis() / BEATS_PER_WINDOW;
        long look = Math.max(1, window.toMillis() / LOOKS_PER_WINDOW);
        timer.scheduleAtFixedRate(this::beat, 0, beat, TimeUnit.MILLISECONDS);
        timer.scheduleAtFixedRate(leases::lapseOverdue, look, look, TimeUnit.MILLISECONDS);
    }

    /// Beats now as well, such as when the worker begins to drain.
    public void beatNow() {
        timer.execute(this::beat);
    }

    private void beat() {
        List<FleetEvent.Running> running = leases.running();
        Instant sentAt = clock.instant();
        publish.apply(running)
                .whenComplete((position, failure) -> {
                    if (failure == null) {
                        leases.confirmed(running, sentAt);
                        if (failing.over()) {
                            LOG.atInfo().log("heartbeats are confirmed again");
                        }
                    } else {
                        tell(failure);
                    }
                });
    }

    private void tell(Throwable failure) {
        failing.tell()
                .ifPresent(others ->
                        LOG.atWarn()
                                .addKeyValue("error", String.valueOf(failure.getMessage()))
                                .log("heartbeat was not confirmed, as {} before it", others));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
