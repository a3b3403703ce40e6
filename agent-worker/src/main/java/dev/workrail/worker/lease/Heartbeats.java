package dev.workrail.worker.lease;

import dev.workrail.contracts.fleet.FleetEvent;
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
/// and stops the sessions whose time is up. Works on a thread of its own.
public final class Heartbeats implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final int BEATS_PER_WINDOW = 5;
    private static final int LOOKS_PER_WINDOW = 30;

    /// Publishes a heartbeat that names what runs.
    @FunctionalInterface
    public interface Beat extends Function<List<FleetEvent.Running>, CompletableFuture<?>> {}

    private final Leases leases;
    private final Beat publish;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("heartbeats").factory());

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
                    } else {
                        LOG.atWarn()
                                .addKeyValue("error", String.valueOf(failure.getMessage()))
                                .log("heartbeat was not confirmed");
                    }
                });
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
