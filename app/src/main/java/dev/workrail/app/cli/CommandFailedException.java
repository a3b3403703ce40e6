package dev.workrail.app.cli;

/// A command cannot do what was asked. The message is one line: what was wrong, what was expected,
/// what to do.
public final class CommandFailedException extends RuntimeException {
    public CommandFailedException(String message) {
        super(message);
    }
}
