package dev.workrail.dispatcher.topology;

import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.Dispatch;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.dispatcher.schedule.Output;
import java.time.Instant;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/// Gives what was decided its form on a topic: key, envelope, and what lies in the stores beside
/// the state (specs, checkpoints).
record Writer(DomainId domain, SpecStore specs, CheckpointStore checkpoints) {
    private static final String SOURCE = "/workrail/dispatcher";

    /// @param number of the event among all this domain ever published
    KeyValue<String, Envelope<Object>> said(
            SchedulingEvent event, long number, @Nullable String trace) {
        String id = Ids.derive("evt", domain.value(), Long.toString(number));
        String org = event.org().value();
        SessionId session = event.session();
        return KeyValue.pair(
                org,
                envelope(
                        id,
                        EventCodec.type(event.kind()),
                        session == null ? org : org + "/" + session,
                        event.at(),
                        trace,
                        event));
    }

    KeyValue<String, Envelope<Object>> answered(
            LeaseEvent event, long number, @Nullable String trace) {
        LeaseEvent whole = event instanceof LeaseEvent.Granted granted ? resumed(granted) : event;
        String id = Ids.derive("evt", domain.value(), Long.toString(number));
        String subject = event.org() + "/" + event.session();
        SpecStore.Filed filed = specs.filed(event.session());
        return KeyValue.pair(
                event.session().value(),
                envelope(
                        id,
                        EventCodec.type(event.kind()),
                        subject,
                        at(event),
                        filed == null ? trace : filed.traceparent(),
                        whole));
    }

    KeyValue<String, Envelope<Object>> offered(Output.Offer offer) {
        SessionId session = offer.session();
        SpecStore.Filed filed = specs.filed(session);
        if (filed == null) {
            throw new IllegalStateException(
                    "session " + session + " is to be dispatched, but its spec is not stored");
        }
        Dispatch dispatch =
                new Dispatch(
                        filed.spec(),
                        domain,
                        offer.pool(),
                        offer.epoch(),
                        offer.attempt(),
                        checkpoints.find(session),
                        offer.at());
        String id = Ids.derive("evt", session.value(), Long.toString(offer.epoch()));
        String subject = filed.spec().org() + "/" + session;
        return KeyValue.pair(
                session.value(),
                envelope(
                        id,
                        EventCodec.type("dispatch"),
                        subject,
                        offer.at(),
                        filed.traceparent(),
                        dispatch));
    }

    KeyValue<String, Envelope<Object>> letter(DeadLetter letter, @Nullable String trace) {
        return KeyValue.pair(
                Letters.keyOf(letter),
                envelope(
                        letter.id(),
                        EventCodec.type("dead_letter"),
                        Letters.orgOf(letter) + "/" + letter.id(),
                        letter.at(),
                        trace,
                        letter));
    }

    private LeaseEvent.Granted resumed(LeaseEvent.Granted granted) {
        return new LeaseEvent.Granted(
                granted.session(),
                granted.org(),
                granted.epoch(),
                granted.claim(),
                granted.worker(),
                granted.window(),
                checkpoints.find(granted.session()),
                granted.commands(),
                granted.allowance(),
                granted.at());
    }

    private static Instant at(LeaseEvent event) {
        return switch (event) {
            case LeaseEvent.Granted granted -> granted.at();
            case LeaseEvent.Refused refused -> refused.at();
            case LeaseEvent.Revoked revoked -> revoked.at();
            case LeaseEvent.Expired expired -> expired.at();
            case LeaseEvent.Ended ended -> ended.at();
            case LeaseEvent.Opaque opaque ->
                    throw new IllegalStateException("the scheduler made a " + opaque.kind());
        };
    }

    private static Envelope<Object> envelope(
            String id,
            String type,
            String subject,
            Instant at,
            @Nullable String trace,
            Object data) {
        return new Envelope<>(id, SOURCE, type, subject, at, trace, data);
    }
}
