package dev.workrail.contracts.config;

/// How a trigger treats work that arrives while earlier work of it is queued or active.
public enum Concurrency {
    /// One session at a time, in order of arrival.
    @com.fasterxml.jackson.annotation.JsonProperty("serial")
    SERIAL,
    /// No limit of the trigger's own.
    @com.fasterxml.jackson.annotation.JsonProperty("parallel")
    PARALLEL,
    /// A newer event supersedes those of the same source that still wait or run.
    @com.fasterxml.jackson.annotation.JsonProperty("newest-wins")
    NEWEST_WINS
}
