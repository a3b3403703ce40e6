package dev.workrail.platform.kafka;

import org.jspecify.annotations.Nullable;

/// Says that the same work may well succeed later, so that a loop retries instead of stopping.
public class TransientFaultException extends RuntimeException {
    public TransientFaultException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
