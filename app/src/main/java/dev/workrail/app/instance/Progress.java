package dev.workrail.app.instance;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/// Tells a person what is going on during anything that takes longer than a second.
public final class Progress {
    private final PrintStream out;

    public Progress(PrintStream out) {
        this.out = out;
    }

    /// Does something, and says that it is done and how long it took. May be called while another
    /// thread is at it.
    <T> T timed(String what, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        T result = work.call();
        line(what + " is up after " + seconds(start));
        return result;
    }

    public void line(String text) {
        out.println(text);
        out.flush();
    }

    private static String seconds(long start) {
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
