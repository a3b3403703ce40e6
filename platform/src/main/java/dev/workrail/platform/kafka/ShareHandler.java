package dev.workrail.platform.kafka;

/// Handles records of a share group: decides about each, and learns of those it accepts whether
/// that held.
public interface ShareHandler<T> {
    /// Decides what becomes of a record. Quick: the record's lock runs, as long as
    /// [TopicAdmin#ensureShareGroup] says.
    ///
    /// @param deliveryCount how often the record was handed out, this time included
    /// @throws MalformedRecordException it becomes a dead letter and is taken off the group
    Disposition offered(Received<T> record, int deliveryCount) throws Exception;

    /// The broker has confirmed that the record is off the group: this process alone has it. Quick:
    /// start long work elsewhere. Told of nothing that was begun before.
    default void accepted(Received<T> record) throws Exception {}

    /// What becomes of an offered record.
    enum Disposition {
        /// Taken off the group for good. Acted on once the broker has confirmed that, which costs a
        /// request that the loop waits for.
        ACCEPT,
        /// Acted on already: for work where something later decides which of several that have the
        /// record may do it. Taken off the group with what is sent next; where that fails, the
        /// record is offered again, here or elsewhere.
        BEGUN,
        /// Offered again at once, to anyone; burns the delivery limit, so never a way to defer
        /// load.
        RELEASE
    }
}
