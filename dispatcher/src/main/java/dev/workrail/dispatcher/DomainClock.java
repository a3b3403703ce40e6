package dev.workrail.dispatcher;

import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.EventPublisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Appends ticks to `wr.heartbeats`: the only time the scheduler knows.
///
/// Ticks while this process owns the domain's task, so that a domain has one clock. A tick that the
/// broker does not take is not repeated: the next one says all it would have said. Thread-safe.
final class DomainClock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DomainClock.class);

    private final EventPublisher publisher;
    private final DomainId domain;
    private final Clock clock;
    private final BooleanSupplier owns;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("dispatcher-ticks").daemon().factory());

    /// Only the timer's thread and the publisher's answer touch it.
    private volatile boolean failing;

    DomainClock(EventPublisher publisher, DomainId domain, Clock clock, BooleanSupplier owns) {
        this.publisher = publisher;
        this.domain = domain;
        this.clock = clock;
        this.owns = owns;
    }

    DomainClock start(Duration interval) {
        timer.scheduleAtFixedRate(this::tick, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /// False while the broker takes no ticks.
    boolean ticking() {
        return !failing;
    }

    private void tick() {
        if (!owns.getAsBoolean()) {
            return;
        }
        Instant now = clock.instant();
        String id = Ids.derive("tick", domain.value(), now.toString());
        var tick =
                EventCodec.envelope(
                        id,
                        "/workrail/dispatcher",
                        "-/" + domain,
                        now,
                        null,
                        new FleetEvent.Tick(domain, now));
        publisher
                .publish(Topics.HEARTBEATS, domain.value(), tick)
                .whenComplete((_, failure) -> answered(failure != null));
    }

    private void answered(boolean failed) {
        if (failed != failing) {
            failing = failed;
            LOG.atInfo()
                    .addKeyValue("topic", Topics.HEARTBEATS.name())
                    .log(failed ? "the broker takes no ticks" : "the broker takes ticks again");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
