package dev.workrail.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// A closed loop: a fixed number of connections, each with one request under way at a time.
final class Load {
    /// One request.
    @FunctionalInterface
    interface Call {
        /// @param number of this call, from 0, over all connections
        /// @return whether it was answered as expected
        boolean run(int connection, long number) throws Exception;
    }

    private Load() {}

    /// What the processes under measurement have used so far.
    @FunctionalInterface
    interface Gauge {
        ProcessUse now();
    }

    /// A baseline runs in the process of the benchmark itself: there is nothing to tell apart.
    static final Gauge NO_PROCESS = () -> new ProcessUse(Duration.ZERO, 0, 0);

    /// Runs `call` for `time`; what each took, and what the processes behind `gauge` used
    /// meanwhile.
    static Figures run(int connections, Duration time, Gauge gauge, Call call)
            throws InterruptedException {
        Measurement measurement = new Measurement();
        ProcessUse before = gauge.now();
        Duration elapsed = run(connections, time, measurement, call);
        return measurement.figures(elapsed, gauge.now().since(before));
    }

    /// @return how long it really ran
    private static Duration run(int connections, Duration time, Measurement into, Call call)
            throws InterruptedException {
        AtomicLong numbers = new AtomicLong();
        CountDownLatch done = new CountDownLatch(connections);
        long start = System.nanoTime();
        long end = start + time.toNanos();
        for (int i = 0; i < connections; i++) {
            int connection = i;
            Thread.ofVirtual()
                    .start(() -> {
                        while (System.nanoTime() < end) {
                            one(call, connection, numbers.getAndIncrement(), into);
                        }
                        done.countDown();
                    });
        }
        done.await();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void one(Call call, int connection, long number, Measurement into) {
        long start = System.nanoTime();
        try {
            if (call.run(connection, number)) {
                into.record(System.nanoTime() - start);
            } else {
                into.fail();
            }
        } catch (Exception e) {
            into.fail();
        }
    }
}
