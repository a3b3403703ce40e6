package dev.workrail.delivery.topology;

import dev.workrail.contracts.delivery.DeliveryEvent;
import dev.workrail.contracts.delivery.DeliveryRequest;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.delivery.target.TargetAction;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/// Makes the records that follow from a decision. Ids are derived, so that a decision made again
/// after a crash writes what it wrote before.
final class Outbound {
    private static final String SOURCE = "/workrail/delivery";
    private static final String ORIGIN = "delivery";

    /// A dead delivery never had a place of its own in a log.
    private static final int NOWHERE = -1;

    private Outbound() {}

    static TargetOutput due(
            StoredRequest stored, String target, TargetAction.Attempt action, Instant now) {
        int attempt = action.entry().attempts();
        return event(
                stored,
                "due-" + attempt,
                now,
                new DeliveryEvent.AttemptDue(
                        stored.request(), target, attempt, action.expiresAt()));
    }

    static TargetOutput delivered(
            StoredRequest stored, TargetAction.Delivered action, Instant now) {
        DeliveryRequest request = stored.request();
        return settled(
                stored,
                "delivered",
                now,
                new Fact.Delivered(
                        request.delivery(),
                        request.target().name(),
                        request.status(),
                        action.entry().attempts(),
                        action.externalId()));
    }

    static TargetOutput failed(StoredRequest stored, TargetAction.GiveUp action, Instant now) {
        DeliveryRequest request = stored.request();
        return settled(
                stored,
                "failed",
                now,
                new Fact.DeliveryFailed(
                        request.delivery(),
                        request.target().name(),
                        request.status(),
                        action.entry().attempts(),
                        action.code() + ": " + action.cause()));
    }

    /// The letter's id is the delivery's, which is what a redeliver command names.
    static TargetOutput letter(
            StoredRequest stored, String target, TargetAction.GiveUp action, Instant now) {
        DeliveryRequest request = stored.request();
        DeadLetter letter =
                new DeadLetter(
                        request.delivery().value(),
                        request.org(),
                        Topics.DELIVERIES.name(),
                        NOWHERE,
                        NOWHERE,
                        target,
                        Base64.getEncoder().encodeToString(ContractsJson.write(request)),
                        Map.of(),
                        action.code(),
                        action.cause(),
                        ORIGIN,
                        action.entry().attempts(),
                        now);
        return new TargetOutput.Letter(
                new Envelope<>(
                        Ids.derive("evt", letter.id(), Integer.toString(stored.round())),
                        SOURCE,
                        EventCodec.type("dead_letter"),
                        request.org() + "/" + request.session(),
                        now,
                        request.traceparent(),
                        letter));
    }

    private static TargetOutput settled(StoredRequest stored, String end, Instant now, Fact fact) {
        DeliveryRequest request = stored.request();
        String factId =
                Ids.derive(
                        "fact", request.delivery().value(), end, Integer.toString(stored.round()));
        return event(
                stored,
                end,
                now,
                new DeliveryEvent.Settled(request.session(), request.org(), factId, fact, now));
    }

    private static TargetOutput event(
            StoredRequest stored, String what, Instant now, DeliveryEvent data) {
        DeliveryRequest request = stored.request();
        return new TargetOutput.Event(
                EventCodec.envelope(
                        Ids.derive(
                                "evt",
                                request.delivery().value(),
                                Integer.toString(stored.round()),
                                what),
                        SOURCE,
                        request.org() + "/" + request.session(),
                        now,
                        request.traceparent(),
                        data));
    }
}
