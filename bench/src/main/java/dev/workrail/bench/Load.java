package dev.workrail.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Load of two forms: a closed loop, which is a fixed number of connections, each with one request
/// under way at a time; and an open one, which starts requests at a rate.
final class Load {
    private static final double NANOS_PER_SECOND = 1e9;

    /// One request.
    @FunctionalInterface
    interface Call {
        /// @param number of this call, from 0, over all connections
        /// @return whether it was answered as expected
        boolean run(int connection, long number) throws Exception;
    }

    /// One request that knows itself how long it took.
    @FunctionalInterface
    interface Timed {
        /// @throws Exception where it was not answered as expected
        Duration run(int connection, long number) throws Exception;
    }

    /// What the processes under measurement have used so far.
    @FunctionalInterface
    interface Gauge {
        ProcessUse now() throws IOException;
    }

    /// A baseline runs in the process of the benchmark itself: there is nothing to tell apart.
    static final Gauge NO_PROCESS = () -> ProcessUse.NONE;

    private Load() {}

    /// Runs `call` for `time`; what each took, and what the processes behind `gauge` used
    /// meanwhile.
    static Figures run(int connections, Duration time, Gauge gauge, Call call)
            throws IOException, InterruptedException {
        return runTimed(connections, time, gauge, timed(call));
    }

    /// The same for calls that know how long they took.
    static Figures runTimed(int connections, Duration time, Gauge gauge, Timed call)
            throws IOException, InterruptedException {
        AtomicLong numbers = new AtomicLong();
        return measure(
                gauge,
                into -> {
                    long end = System.nanoTime() + time.toNanos();
                    List<Thread> threads = new ArrayList<>();
                    for (int i = 0; i < connections; i++) {
                        int connection = i;
                        threads.add(
                                Thread.startVirtualThread(() -> {
                                    while (System.nanoTime() < end) {
                                        one(call, connection, numbers.getAndIncrement(), into);
                                    }
                                }));
                    }
                    join(threads);
                });
    }

    /// An open loop: starts so many calls per second, whether or not those before are answered, and
    /// waits for the last.
    static Figures atRate(double perSecond, Duration time, Gauge gauge, Timed call)
            throws IOException, InterruptedException {
        long calls = Math.round(perSecond * time.toNanos() / NANOS_PER_SECOND);
        return measure(
                gauge,
                into -> {
                    long start = System.nanoTime();
                    List<Thread> threads = new ArrayList<>();
                    for (long i = 0; i < calls; i++) {
                        long number = i;
                        LockSupport.parkNanos(
                                start
                                        + Math.round(i * NANOS_PER_SECOND / perSecond)
                                        - System.nanoTime());
                        threads.add(Thread.startVirtualThread(() -> one(call, 0, number, into)));
                    }
                    join(threads);
                });
    }

    /// Runs `call` on so many threads at a time for as long as there is `more`; the first failure
    /// ends it.
    static void whileMore(int threads, BooleanSupplier more, Callable<?> call) throws Exception {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(
                    Thread.startVirtualThread(() -> {
                        try {
                            while (failure.get() == null && more.getAsBoolean()) {
                                call.call();
                            }
                        } catch (Exception e) {
                            failure.set(e);
                        }
                    }));
        }
        join(running);
        Exception failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    @FunctionalInterface
    private interface Work {
        void run(Measurement into) throws InterruptedException;
    }

    private static Figures measure(Gauge gauge, Work work)
            throws IOException, InterruptedException {
        Measurement measurement = new Measurement();
        ProcessUse before = gauge.now();
        long start = System.nanoTime();
        work.run(measurement);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return measurement.figures(elapsed, gauge.now().since(before));
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /// A call that is timed from its start to its answer.
    static Timed timed(Call call) {
        return (connection, number) -> {
            long start = System.nanoTime();
            if (!call.run(connection, number)) {
                throw new IllegalStateException("not answered as expected");
            }
            return Duration.ofNanos(System.nanoTime() - start);
        };
    }

    private static void one(Timed call, int connection, long number, Measurement into) {
        try {
            into.record(call.run(connection, number).toNanos());
        } catch (Exception e) {
            into.fail(e);
        }
    }
}
