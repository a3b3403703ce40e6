package dev.workrail.projections.read;

import org.jspecify.annotations.Nullable;

/// A query that cannot be answered: the caller's mistake.
public final class BadQueryException extends RuntimeException {
    private final String field;
    private final String expected;

    BadQueryException(String field, String expected, @Nullable Exception cause) {
        super(field + ": " + expected, cause);
        this.field = field;
        this.expected = expected;
    }

    /// The parameter that is wrong.
    public String field() {
        return field;
    }

    /// What it was expected to be.
    public String expected() {
        return expected;
    }
}
