package dev.workrail.platform.secret;

/// A secret could not be sealed or opened. The message holds neither the secret nor a key.
public final class SecretException extends RuntimeException {
    SecretException(String message) {
        super(message);
    }

    SecretException(String message, Throwable cause) {
        super(message, cause);
    }
}
