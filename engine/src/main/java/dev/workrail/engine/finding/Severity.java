package dev.workrail.engine.finding;

/// How much a finding matters.
public enum Severity {
    /// The workflow cannot be used as it is.
    ERROR,
    /// It runs, but likely not as meant.
    WARNING
}
