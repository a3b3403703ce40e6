package dev.workrail.engine.pattern;

/// A pattern that cannot be run; the message says why, in words for its author.
public final class UnusablePatternException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusablePatternException(String message) {
        super(message);
    }

    /// Why, never absent.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
