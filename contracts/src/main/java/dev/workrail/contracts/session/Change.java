package dev.workrail.contracts.session;

/// What was changed, by content: a new commit is a new change to prove.
///
/// @param ref full ref, such as `refs/heads/worktrain/sess_…`
public record Change(String repositoryUrl, String ref, String commit, String tree, String base) {}
