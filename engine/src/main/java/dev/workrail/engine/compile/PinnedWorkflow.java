package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;

/// The snapshot of a workflow that a session keeps for life, and its digest.
///
/// Store it with its members in the order they have: the hash does not depend on it, but prompts
/// show the inputs of delegations in authored order.
///
/// Editing the workflow's file never reaches a session that was started before. Do not change the
/// tree.
///
/// @param snapshot the stored form; `definition` in it is the resolved definition
/// @param hash `sha256:` and 64 hex digits, over the canonical form of the snapshot
public record PinnedWorkflow(JsonNode snapshot, String hash) {
    /// The definition with templates, bindings, features, references and blocks worked in.
    public JsonNode definition() {
        return snapshot.path("definition");
    }
}
