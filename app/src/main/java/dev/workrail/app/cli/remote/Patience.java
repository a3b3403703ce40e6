package dev.workrail.app.cli.remote;

import java.time.Duration;

/// Tells a person at a terminal what a command waits for, once it has taken a second.
final class Patience implements AutoCloseable {
    private static final Duration AFTER = Duration.ofSeconds(1);

    private final Thread watch;

    private Patience(Thread watch) {
        this.watch = watch;
    }

    static Patience waitingFor(String what, Output out) {
        boolean terminal = System.getenv("WORKRAIL_COLUMNS") != null && !out.json();
        Thread watch =
                Thread.ofVirtual()
                        .unstarted(() -> {
                            try {
                                Thread.sleep(AFTER);
                                out.remark("waiting for " + what + " …");
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        if (terminal) {
            watch.start();
        }
        return new Patience(watch);
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
