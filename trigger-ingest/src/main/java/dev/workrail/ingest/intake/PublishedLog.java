package dev.workrail.ingest.intake;

import dev.workrail.contracts.event.EncodedEvent;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.PublishFailedException;
import dev.workrail.platform.kafka.RecordContext;
import dev.workrail.platform.kafka.TraceContext;
import dev.workrail.platform.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Appends trigger events to `wr.triggers`, acknowledged by all in-sync replicas.
///
/// Not answered in time is answered 503, although the broker may have the event or get it yet: the
/// sender's retry derives the same id, which the dispatcher takes once. Thread-safe.
public final class PublishedLog implements TriggerLog {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedLog.class);
    private static final String SOURCE = "/workrail/ingest";
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final EventPublisher publisher;
    private final Duration timeout;
    private final long maxBytes;

    /// @param timeout how long an append may take
    /// @param maxBytes largest event, bytes of JSON
    public PublishedLog(EventPublisher publisher, Duration timeout, long maxBytes) {
        this.publisher = publisher;
        this.timeout = timeout;
        this.maxBytes = maxBytes;
    }

    @Override
    public void append(TriggerEvent.Accepted event, @Nullable String traceparent) {
        Envelope<TriggerEvent> envelope =
                EventCodec.envelope(
                        event.id().value(),
                        SOURCE,
                        event.org() + "/" + event.id(),
                        event.receivedAt(),
                        TraceContext.givenOrCurrent(traceparent),
                        event);
        EncodedEvent encoded = EventCodec.encode(envelope);
        checkSize(encoded.value().length);
        try (RecordContext context = RecordContext.about(envelope)) {
            context.with("trigger", event.config().trigger().value())
                    .with("session", event.session().value());
            publish(event, encoded);
            LOG.debug("trigger event is in the log");
        }
    }

    private void publish(TriggerEvent.Accepted event, EncodedEvent encoded) {
        try {
            publisher
                    .publish(Topics.TRIGGERS, event.config().domain().value(), encoded)
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unavailable(event, e.getCause());
        } catch (TimeoutException e) {
            throw unavailable(event, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(event, e);
        }
    }

    private void checkSize(int bytes) {
        if (bytes > maxBytes) {
            throw ProblemException.tooLarge(
                    ("the event would have %d bytes, at most %d are allowed: give the trigger a"
                                    + " contextMapping that takes only what its workflow needs")
                            .formatted(bytes, maxBytes));
        }
    }

    private static ProblemException unavailable(
            TriggerEvent.Accepted event, @Nullable Throwable cause) {
        boolean unknown =
                !(cause instanceof PublishFailedException failed) || failed.outcomeUnknown();
        LOG.atWarn()
                .addKeyValue("topic", Topics.TRIGGERS.name())
                .addKeyValue("error", String.valueOf(cause))
                .log("could not append a trigger event, outcome {}", unknown ? "unknown" : "none");
        return ProblemException.unavailable(
                "the event could not be stored in time; send it again, it counts once", RETRY);
    }
}
