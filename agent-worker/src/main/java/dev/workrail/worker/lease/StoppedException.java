package dev.workrail.worker.lease;

/// The session may not go on under this lease. Thrown wherever the session next looks.
public final class StoppedException extends RuntimeException {
    private final transient Stop stop;

    StoppedException(Stop stop) {
        super(stop.toString());
        this.stop = stop;
    }

    public Stop stop() {
        return stop;
    }
}
