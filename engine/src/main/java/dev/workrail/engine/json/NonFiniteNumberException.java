package dev.workrail.engine.json;

/// A number outside the range of a double has no canonical form.
public final class NonFiniteNumberException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NonFiniteNumberException() {
        super("a number is outside the range of a double; expected a finite number");
    }
}
