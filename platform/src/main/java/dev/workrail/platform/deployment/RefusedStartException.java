package dev.workrail.platform.deployment;

/// The process must not start as it is configured. The message is a line per setting that names the
/// key, the form of its value and the fix; it never holds a secret.
public final class RefusedStartException extends RuntimeException {
    public RefusedStartException(String message) {
        super(message, null, false, false);
    }
}
