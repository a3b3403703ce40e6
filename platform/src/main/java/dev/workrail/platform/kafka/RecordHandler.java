package dev.workrail.platform.kafka;

/// Handles one record. Must be idempotent: a record is handled again after a crash.
@FunctionalInterface
public interface RecordHandler<T> {
    /// @throws MalformedRecordException where the record can never be handled: it becomes a dead
    ///   letter and the loop goes on
    /// @throws Exception a fault: retried with backoff where transient, else it stops the loop
    void handle(Received<T> record) throws Exception;
}
