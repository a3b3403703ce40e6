package dev.workrail.worker.sandbox;

/// Commands cannot be isolated here and no operator allowed them to run without. The message names
/// what is missing and how to get it.
public final class SandboxUnavailableException extends RuntimeException {
    public SandboxUnavailableException(String message) {
        super(message);
    }
}
