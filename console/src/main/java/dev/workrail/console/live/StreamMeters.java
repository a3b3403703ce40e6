package dev.workrail.console.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/// Counts what the streams of this process hold. Thread-safe.
@Singleton
final class StreamMeters {
    /// What may wait for all clients together, so that many of them cannot do what one cannot.
    private static final int MOST_WAITING = 500_000;

    private final AtomicInteger waiting = new AtomicInteger();
    private final MeterRegistry meters;

    StreamMeters(MeterRegistry meters) {
        this.meters = meters;
        StreamEvent.REASONS.forEach(this::resyncs);
        Gauge.builder("workrail.console.streams.waiting", waiting, AtomicInteger::get)
                .description("events that wait for the clients of all streams")
                .register(meters);
    }

    /// Shows how many streams are open.
    void open(IntSupplier streams) {
        Gauge.builder("workrail.console.streams.open", streams, IntSupplier::getAsInt)
                .strongReference(true)
                .description("live streams that are open")
                .register(meters);
    }

    /// @param more events that began to wait, negative for such as ceased
    void waits(int more) {
        waiting.addAndGet(more);
    }

    boolean tooMuchWaits() {
        return waiting.get() > MOST_WAITING;
    }

    /// A client was told that it missed something.
    void resynced(String reason) {
        resyncs(reason).increment();
    }

    private Counter resyncs(String reason) {
        return meters.counter("workrail.console.streams.resyncs", "reason", reason);
    }
}
