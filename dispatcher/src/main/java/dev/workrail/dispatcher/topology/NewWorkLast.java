package dev.workrail.dispatcher.topology;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/// Has the scheduler decide what runs before what is new: of the records that lie ready it takes
/// the earliest, and a trigger event stands among them as if it were written later.
///
/// So a backlog of accepted events holds up no claim, no checkpoint and no kill switch; what runs
/// is bounded by the slots of the fleet and leaves time for what is new. Where there is no backlog
/// the order is that of the log. [#restoring] gives an event its own time back before anything is
/// decided on it.
final class NewWorkLast implements TimestampExtractor {
    /// Longer than a backlog gets old before someone looks after it; the same for every record, so
    /// trigger events keep their order among themselves.
    static final Duration LATER = Duration.ofHours(6);

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.timestamp() + LATER.toMillis();
    }

    static <V> ContextualProcessor<String, V, String, V> restoring() {
        return new ContextualProcessor<>() {
            @Override
            public void process(Record<String, V> record) {
                context().forward(record.withTimestamp(record.timestamp() - LATER.toMillis()));
            }
        };
    }
}
