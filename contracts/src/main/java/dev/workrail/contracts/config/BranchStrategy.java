package dev.workrail.contracts.config;

/// Where a session works.
public enum BranchStrategy {
    /// In a worktree of its own, on a branch named after the session.
    @com.fasterxml.jackson.annotation.JsonProperty("worktree")
    WORKTREE,
    /// On a detached checkout that is never committed.
    @com.fasterxml.jackson.annotation.JsonProperty("read-only")
    READ_ONLY,
    /// Without a repository.
    @com.fasterxml.jackson.annotation.JsonProperty("none")
    NONE
}
