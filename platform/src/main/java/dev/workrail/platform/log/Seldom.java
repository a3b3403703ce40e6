package dev.workrail.platform.log;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Has a line that would be logged again and again logged once per period, with how often it came
/// since. Thread-safe.
public final class Seldom {
    /// Often enough to see that it lasts, seldom enough to read what else is said.
    public static final Duration PERIOD = Duration.ofSeconds(30);

    private final long period;
    private final LongSupplier nanos;
    private boolean told;
    private long last;
    private long silent;

    public Seldom() {
        this(PERIOD, System::nanoTime);
    }

    Seldom(Duration period, LongSupplier nanos) {
        this.period = period.toNanos();
        this.nanos = nanos;
    }

    /// Asked each time it happens.
    ///
    /// @return how many were not told since the last that was; empty where this one is not to be
    ///   told either
    public synchronized OptionalLong tell() {
        long now = nanos.getAsLong();
        if (told && now - last < period) {
            silent++;
            return OptionalLong.empty();
        }
        long before = silent;
        told = true;
        last = now;
        silent = 0;
        return OptionalLong.of(before);
    }

    /// It is over: the next time is told at once.
    ///
    /// @return whether anything was told before
    public synchronized boolean over() {
        boolean before = told;
        told = false;
        silent = 0;
        return before;
    }
}
