package dev.workrail.worker.session;

/// The session cannot run as it is configured, on any worker. The message says what is wrong, what
/// was expected and what to do.
public final class UnusableSessionException extends RuntimeException {
    public UnusableSessionException(String message) {
        super(message);
    }

    public UnusableSessionException(String message, Throwable cause) {
        super(message, cause);
    }
}
