package dev.workrail.delivery.topology;

import dev.workrail.contracts.delivery.DeliveryRequest;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.EpochFilter;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.delivery.target.TargetKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Passes on the deliveries that valid segments ask for, keyed by target. A segment of a worker
/// that lost its lease asks in vain.
///
/// What is asked for is committed at once, since the decider cannot read it before; what is only
/// remembered waits for the commit interval.
final class EpochGate implements Processor<String, Envelope<SessionRecord>, String, TargetInput> {
    private static final Duration SWEEP = Duration.ofHours(6);

    @SuppressWarnings("NullAway.Init") // Set by init, which Streams calls first.
    private ProcessorContext<String, TargetInput> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, SeenEpoch> epochs;

    @Override
    public void init(ProcessorContext<String, TargetInput> context) {
        this.context = context;
        this.epochs = context.getStateStore(DeliveryTopology.EPOCHS);
        context.schedule(SWEEP, PunctuationType.STREAM_TIME, this::forget);
    }

    @Override
    public void process(Record<String, Envelope<SessionRecord>> input) {
        SessionRecord record = input.value().data();
        if (!counts(record, input.key())) {
            return;
        }
        SeenEpoch stored = epochs.get(input.key());
        SeenEpoch seen = stored == null ? SeenEpoch.START : stored;
        EpochFilter after = seen.filter().after(record);
        if (!after.equals(seen.filter())) {
            epochs.put(input.key(), new SeenEpoch(after, input.timestamp()));
        }
        if (record instanceof SessionRecord.Segment segment
                && seen.filter().verdict(record) == EpochFilter.Verdict.VALID) {
            forward(segment, input);
        }
    }

    /// What lies under another key than its session's has no place among its records; the sink
    /// makes it a dead letter. An unknown kind claims nothing and asks for nothing.
    private static boolean counts(SessionRecord record, @Nullable String key) {
        return !(record instanceof SessionRecord.Opaque) && record.isUnder(key);
    }

    private void forward(
            SessionRecord.Segment segment, Record<String, Envelope<SessionRecord>> input) {
        for (int i = 0; i < segment.effects().size(); i++) {
            if (segment.effects().get(i) instanceof Effect.Deliver deliver) {
                DeliveryRequest request =
                        new DeliveryRequest(
                                segment.deliveryId(i),
                                segment.org(),
                                segment.session(),
                                deliver.target(),
                                deliver.status(),
                                deliver.sequence(),
                                deliver.body(),
                                segment.at(),
                                input.value().traceparent());
                context.forward(
                        new Record<>(
                                TargetKey.of(segment.org(), deliver.target()),
                                new TargetInput.Requested(request),
                                input.timestamp()));
                context.commit();
            }
        }
    }

    /// A session whose last claim is older than the log has no record left that could count.
    private void forget(long now) {
        long horizon = now - Topics.LOG_RETENTION.toMillis();
        List<String> old = new ArrayList<>();
        try (var all = epochs.all()) {
            all.forEachRemaining(entry -> {
                if (Objects.requireNonNull(entry.value).changedAt() < horizon) {
                    old.add(entry.key);
                }
            });
        }
        old.forEach(epochs::delete);
    }
}
