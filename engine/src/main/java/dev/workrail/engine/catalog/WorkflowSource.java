package dev.workrail.engine.catalog;

/// Where a workflow comes from. A later source counts over an earlier one.
public enum WorkflowSource {
    BUNDLED("bundled"),
    ORG("org"),
    WORKSPACE("workspace");

    private final String wire;

    WorkflowSource(String wire) {
        this.wire = wire;
    }

    /// The name in `run_started`.
    public String wire() {
        return wire;
    }
}
