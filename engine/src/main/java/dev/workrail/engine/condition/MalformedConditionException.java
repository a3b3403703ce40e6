package dev.workrail.engine.condition;

/// Ends the evaluation of a condition that cannot be decided; it never leaves the package.
final class MalformedConditionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedConditionException() {
        super("malformed condition", null, false, false);
    }
}
