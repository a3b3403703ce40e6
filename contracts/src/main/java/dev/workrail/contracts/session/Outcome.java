package dev.workrail.contracts.session;

/// How a session ended.
public enum Outcome {
    /// The workflow reached its end.
    @com.fasterxml.jackson.annotation.JsonProperty("success")
    SUCCESS,
    @com.fasterxml.jackson.annotation.JsonProperty("error")
    ERROR,
    @com.fasterxml.jackson.annotation.JsonProperty("timeout")
    TIMEOUT,
    @com.fasterxml.jackson.annotation.JsonProperty("stuck")
    STUCK,
    @com.fasterxml.jackson.annotation.JsonProperty("cancelled")
    CANCELLED,
    @com.fasterxml.jackson.annotation.JsonProperty("killed")
    KILLED,
    /// Needs a person: attempts used up, a ref conflict, an uncertain verdict.
    @com.fasterxml.jackson.annotation.JsonProperty("escalated")
    ESCALATED
}
