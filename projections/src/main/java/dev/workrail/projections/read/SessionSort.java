package dev.workrail.projections.read;

/// What sessions can be sorted by.
public enum SessionSort {
    /// When they were accepted.
    CREATED("created_at"),
    /// When something last happened.
    UPDATED("updated_at"),
    /// When they ended. Those that have not are not in the list.
    ENDED("ended_at"),
    /// How long they took from start to end. Those that have not come to both are not in the list.
    DURATION("run_ms"),
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
        return this != COST && this != DURATION;
    }

    /// The time that a range is of: the one sorted by, else when they were accepted.
    String ranged() {
        return byTime() ? column : CREATED.column;
    }

    /// Whether there are sessions without it.
    boolean partial() {
        return this == ENDED || this == DURATION;
    }
}
