package dev.workrail.platform.kafka;

/// Another publisher has opened under the same name: this one can publish nothing any more.
public final class PublisherFencedException extends Exception {
    PublisherFencedException(String message, Throwable cause) {
        super(message, cause);
    }
}
