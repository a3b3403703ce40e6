package dev.workrail.projections.read;

/// How much an event of a session matters to who looks for what went wrong. In rising order.
public enum LogLevel {
    /// The single turns and calls of the agent, and the engine's bookkeeping.
    DEBUG,
    /// What moves the session on.
    INFO,
    /// What did not go as it should, and the session goes on.
    WARN,
    /// What ended the session badly, or lost something it was to do.
    ERROR;

    /// As rows hold it.
    public int number() {
        return ordinal();
    }
}
