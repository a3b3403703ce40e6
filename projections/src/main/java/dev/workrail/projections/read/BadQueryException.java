package dev.workrail.projections.read;

import org.jspecify.annotations.Nullable;

/// A query that cannot be answered: the caller's mistake.
public final class BadQueryException extends RuntimeException {
    private final String field;

    BadQueryException(String field, String expected, @Nullable Exception cause) {
        super(field + ": " + expected, cause);
        this.field = field;
    }

    /// The parameter that is wrong.
    public String field() {
        return field;
    }
}
