package dev.workrail.delivery.topology;

import dev.workrail.delivery.target.TargetState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/// Shows how many deliveries wait or are being attempted, and how many targets have asked to be
/// left alone; zero in a process that is only a standby. Thread-safe.
public final class TargetMeters {
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong disabled = new AtomicLong();

    public TargetMeters(MeterRegistry meters) {
        Gauge.builder("workrail.delivery.waiting", waiting, AtomicLong::get)
                .description("deliveries that wait or are being attempted")
                .register(meters);
        Gauge.builder("workrail.delivery.targets.disabled", disabled, AtomicLong::get)
                .description("targets that answered 410 and get nothing more")
                .register(meters);
    }

    /// Begins anew; what there is, is then told by [#changed] from idle.
    void reset() {
        waiting.set(0);
        disabled.set(0);
    }

    void changed(TargetState before, TargetState after) {
        waiting.addAndGet(after.queue().size() - before.queue().size());
        disabled.addAndGet(count(after) - count(before));
    }

    private static int count(TargetState state) {
        return state.disabledBy() == null ? 0 : 1;
    }
}
