package dev.workrail.console.outbox;

/// Another relay has taken over.
final class LockLostException extends Exception {
    LockLostException(String message) {
        super(message);
    }
}
