package dev.workrail.platform.kafka;

/// A record could not be published for certain.
public final class PublishFailedException extends RuntimeException {
    private final boolean outcomeUnknown;

    PublishFailedException(String message, boolean outcomeUnknown, Throwable cause) {
        super(message, cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    /// True where the broker may have the record all the same (a time-out); false where it surely
    /// does not (too large, refused).
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }
}
