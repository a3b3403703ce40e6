package dev.workrail.worker.tool;

/// A tool call that did not work. The message goes back to the agent: what was wrong, what was
/// expected, what to do.
public final class ToolException extends Exception {
    public ToolException(String message) {
        super(message);
    }

    ToolException(String message, Throwable cause) {
        super(message, cause);
    }
}
