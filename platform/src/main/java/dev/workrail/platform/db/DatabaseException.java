package dev.workrail.platform.db;

/// The database refused a transaction, or could not be reached.
public final class DatabaseException extends RuntimeException {
    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
