package dev.workrail.dispatcher.topology;

import dev.workrail.contracts.event.EncodedEvent;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.dispatcher.schedule.Output;
import java.util.Base64;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// Makes dead letters of occurrences that the scheduler did not take: whole, so that they can be
/// replayed.
final class Letters {
    private static final String ORIGIN = "dispatcher";

    private Letters() {}

    /// @param where the input's place on its topic; absent where time was the input
    static DeadLetter of(
            Output.Letter letter,
            String key,
            Envelope<Object> input,
            @Nullable RecordMetadata where) {
        TriggerEvent.Accepted event = letter.event();
        boolean ofInput = event == null || event.equals(input.data());
        Envelope<?> whole = event == null || ofInput ? input : envelope(event, input);
        String topic = ofInput && where != null ? where.topic() : Topics.TRIGGERS.name();
        EncodedEvent encoded = EventCodec.encode(whole);
        return new DeadLetter(
                Ids.derive("dl", ORIGIN, topic, whole.id(), letter.code()),
                event == null ? null : event.org(),
                topic,
                ofInput && where != null ? where.partition() : 0,
                ofInput && where != null ? where.offset() : -1,
                event == null ? key : event.config().domain().value(),
                Base64.getEncoder().encodeToString(encoded.value()),
                encoded.headers(),
                letter.code(),
                letter.cause(),
                ORIGIN,
                1,
                letter.at());
    }

    static String keyOf(DeadLetter letter) {
        return letter.key() == null ? letter.topic() : letter.key();
    }

    static String orgOf(DeadLetter letter) {
        OrgId org = letter.org();
        return org == null ? "-" : org.value();
    }

    private static Envelope<?> envelope(TriggerEvent.Accepted event, Envelope<Object> input) {
        return EventCodec.envelope(
                event.id().value(),
                "/workrail/" + ORIGIN,
                event.org() + "/" + event.config().trigger(),
                event.receivedAt(),
                input.traceparent(),
                event);
    }
}
