package dev.workrail.projections.read;

/// What sessions can be sorted by.
public enum SessionSort {
    /// When they were accepted.
    CREATED("created_at"),
    /// When something last happened.
    UPDATED("updated_at"),
    /// What they cost so far.
    COST("cost_micros");

    private final String column;

    SessionSort(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }

    boolean byTime() {
        return this != COST;
    }
}
