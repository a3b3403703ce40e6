package dev.workrail.dispatcher.topology;

import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;

/// Forwards every record, and commits at once where somebody waits for what the scheduler will make
/// of it: the scheduler reads the copy by domain only once it is committed.
final class HandOn<V> implements FixedKeyProcessor<String, V, V> {
    private final Predicate<V> awaited;
    private final Supplier<CommitPace> pace;
    private @Nullable FixedKeyProcessorContext<String, V> context;

    HandOn(Predicate<V> awaited, Supplier<CommitPace> pace) {
        this.awaited = awaited;
        this.pace = pace;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, V> context) {
        this.context = context;
        CommitPace.look(context, pace);
    }

    @Override
    public void process(FixedKeyRecord<String, V> record) {
        FixedKeyProcessorContext<String, V> now = context;
        if (now == null) {
            return;
        }
        now.forward(record);
        if (awaited.test(record.value())
                && pace.get().isDue(Instant.ofEpochMilli(record.timestamp()))) {
            now.commit();
        }
    }
}
