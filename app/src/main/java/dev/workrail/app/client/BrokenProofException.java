package dev.workrail.app.client;

/// A signed proof record that proves nothing; the message says why.
public final class BrokenProofException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenProofException(String message) {
        super(message);
    }
}
