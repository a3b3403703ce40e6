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

    /// Says what is done, does it, and says how long it took.
    public <T> T during(String what, Callable<T> work) throws Exception {
        out.print(what + " … ");
        out.flush();
        long start = System.nanoTime();
        try {
            T result = work.call();
            out.println(seconds(start));
            return result;
        } catch (Exception e) {
            out.println("failed");
            throw e;
        }
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
