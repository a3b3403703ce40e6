package dev.workrail.platform.kafka;

/// Handles records of a share group: first decides, then learns whether the decision held.
public interface ShareHandler<T> {
    /// Decides what becomes of a record. Quick: the record's lock runs (30 s by default).
    ///
    /// @param deliveryCount how often the record was handed out, this time included
    /// @throws MalformedRecordException it becomes a dead letter and is taken off the group
    Disposition offered(Received<T> record, int deliveryCount) throws Exception;

    /// The broker has confirmed that the record is off the group: this process alone has it. Quick:
    /// start long work elsewhere.
    void accepted(Received<T> record) throws Exception;

    /// The acknowledgement failed or its outcome is unknown: another may get the record. Do not act
    /// on it.
    default void lost(Received<T> record) {}

    /// What becomes of an offered record.
    enum Disposition {
        /// Taken off the group for good.
        ACCEPT,
        /// Offered again at once, to anyone; burns the delivery limit, so never a way to defer
        /// load.
        RELEASE
    }
}
