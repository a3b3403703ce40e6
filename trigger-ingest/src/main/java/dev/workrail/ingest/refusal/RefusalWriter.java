package dev.workrail.ingest.refusal;

import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.trigger.RefusedWebhook;
import dev.workrail.platform.kafka.EventPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes refused webhooks to `wr.refused-webhooks`, away from the threads that answer webhooks: a
/// broker that is away delays none of them. What cannot be written is lost; its sender was told.
public final class RefusalWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalWriter.class);
    private static final String SOURCE = "/workrail/ingest";
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Refusals refusals;
    private final EventPublisher publisher;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().daemon().name("ingest-refusals").unstarted(task));

    public RefusalWriter(Refusals refusals, EventPublisher publisher) {
        this.refusals = refusals;
        this.publisher = publisher;
    }

    public void start() {
        timer.scheduleWithFixedDelay(
                this::write, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Writes what is there. Closes the publisher it was given.
    @Override
    public void close() {
        timer.shutdown();
        write();
        publisher.close();
    }

    private void write() {
        try {
            refusals.drain().forEach(this::write);
        } catch (RuntimeException e) {
            // The timer would end with it.
            LOG.atWarn()
                    .addKeyValue("topic", Topics.REFUSED_WEBHOOKS.name())
                    .addKeyValue("error", e.toString())
                    .log("could not write refused webhooks");
        }
    }

    private void write(RefusedWebhook refused) {
        switch (refused) {
            case RefusedWebhook.Skipped skipped ->
                    write(skipped.id(), skipped.org(), skipped.receivedAt(), skipped);
            case RefusedWebhook.Rejected rejected ->
                    write(rejected.id(), rejected.org(), rejected.receivedAt(), rejected);
            case RefusedWebhook.Opaque _ -> {}
        }
    }

    private void write(TriggerEventId id, OrgId org, Instant at, RefusedWebhook refused) {
        publisher.publish(
                Topics.REFUSED_WEBHOOKS,
                org.value(),
                EventCodec.envelope(id.value(), SOURCE, org + "/" + id, at, null, refused));
    }
}
