package dev.workrail.contracts.session;

/// A blob in the org's store, named by its content.
///
/// @param digest `sha256:` and 64 hexadecimal digits of the clear content
/// @param type what it is: transcript, worktree, output, diff, workflow, engine, archive
public record BlobRef(String digest, String type, long bytes) {}
