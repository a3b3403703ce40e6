package dev.workrail.delivery.attempt;

import dev.workrail.contracts.delivery.AttemptResult;
import dev.workrail.contracts.delivery.DeliveryEvent;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.EventPublisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Writes what became of attempts, and facts about sessions. Ids are derived, so a record written
/// again after a crash is recognised. Thread-safe.
final class DeliveryLog {
    private static final String SOURCE = "/workrail/delivery";
    private static final String BY = "delivery";

    private final EventPublisher publisher;
    private final Clock clock;

    DeliveryLog(EventPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    /// Returns once the broker has the result.
    void finished(DeliveryEvent.AttemptDue due, AttemptResult result, Duration took)
            throws InterruptedException, ExecutionException {
        var request = due.request();
        Instant now = clock.instant();
        DeliveryEvent data =
                new DeliveryEvent.AttemptFinished(
                        request.delivery(),
                        request.org(),
                        due.target(),
                        due.attempt(),
                        result,
                        now,
                        took.toMillis());
        String id =
                Ids.derive(
                        "evt",
                        request.delivery().value(),
                        "finished",
                        Integer.toString(due.attempt()),
                        due.expiresAt().toString());
        publisher
                .publish(
                        Topics.DELIVERY_RESULTS,
                        due.target(),
                        EventCodec.envelope(
                                id,
                                SOURCE,
                                request.org() + "/" + request.session(),
                                now,
                                request.traceparent(),
                                data))
                .get();
    }

    /// Returns once the session's log has the fact.
    void noted(DeliveryEvent.Settled settled, @Nullable String traceparent)
            throws InterruptedException, ExecutionException {
        SessionRecord data =
                new SessionRecord.Noted(
                        settled.session(),
                        settled.org(),
                        settled.factId(),
                        BY,
                        settled.at(),
                        settled.fact());
        publisher
                .publish(
                        Topics.SESSIONS,
                        settled.session().value(),
                        EventCodec.envelope(
                                settled.factId(),
                                SOURCE,
                                settled.org() + "/" + settled.session(),
                                settled.at(),
                                traceparent,
                                data))
                .get();
    }
}
