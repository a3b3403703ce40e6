package dev.workrail.worker.session;

/// A session as it stands on this worker: everything the parts of its run share.
record Stage(
        WorkflowRun run,
        Journal journal,
        Conversation conversation,
        RunControls controls,
        StatusUpdates updates,
        Workplace workplace) {}
