package dev.workrail.contracts.view;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a session is doing, as people see it.
public enum SessionStatus {
    /// For a slot, a worker, a child, a verdict, a command or a time; [SessionView#waiting] says
    /// which.
    @JsonProperty("waiting")
    WAITING,
    /// Held by a worker, between two actions.
    @JsonProperty("idle")
    IDLE,
    /// The model is answering.
    @JsonProperty("thinking")
    THINKING,
    /// A tool runs.
    @JsonProperty("tool")
    TOOL,
    /// Still held, but the agent makes no progress.
    @JsonProperty("stuck")
    STUCK,
    /// Over, with a result by whoever ran it; [SessionView#ending] has its kind.
    @JsonProperty("completed")
    COMPLETED,
    /// Stopped from outside before whoever ran it gave a result.
    @JsonProperty("aborted")
    ABORTED;

    /// Whether nothing more is to come, short of a retry.
    public boolean over() {
        return this == COMPLETED || this == ABORTED;
    }
}
