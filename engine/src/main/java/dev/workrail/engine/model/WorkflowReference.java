package dev.workrail.engine.model;

/// A document the author points to. Its content is never part of the workflow.
///
/// @param resolveFrom workspace or package
public record WorkflowReference(
        String id,
        String title,
        String source,
        String purpose,
        boolean authoritative,
        String resolveFrom) {}
