package dev.workrail.platform.kafka;

/// Says that the same work may well succeed later, so that a loop retries instead of stopping.
public final class TransientFaultException extends RuntimeException {
    public TransientFaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
