package dev.workrail.platform.time;

import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.EventPublisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Appends clock ticks of a domain to `wr.heartbeats`, so that deciders read the time from the log.
///
/// One tick is on its way at a time: while the broker is away none pile up. A tick that fails is
/// not repeated, the next one tells a later time. Ticks of several tickers do no harm; only more
/// load.
public final class Ticker implements AutoCloseable {
    /// How often a tick is due.
    public static final Duration PERIOD = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final EventPublisher publisher;
    private final DomainId domain;
    private final Clock clock;
    private final ScheduledExecutorService scheduler;
    private final AtomicBoolean underway = new AtomicBoolean();
    private volatile boolean failing;

    private Ticker(EventPublisher publisher, DomainId domain, Clock clock) {
        this.publisher = publisher;
        this.domain = domain;
        this.clock = clock;
        this.scheduler =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("ticker-" + domain).factory());
    }

    /// Begins to tick, at once and then every [#PERIOD].
    public static Ticker start(EventPublisher publisher, DomainId domain, Clock clock) {
        Ticker ticker = new Ticker(publisher, domain, clock);
        ticker.scheduler.scheduleAtFixedRate(
                ticker::tick, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return ticker;
    }

    /// False while the last tick could not be published.
    public boolean ticking() {
        return !failing;
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    private void tick() {
        if (!underway.compareAndSet(false, true)) {
            return;
        }
        Instant now = clock.instant();
        FleetEvent.Tick tick = new FleetEvent.Tick(domain, now);
        publisher
                .publish(
                        Topics.HEARTBEATS,
                        domain.value(),
                        EventCodec.envelope(
                                "tick-" + domain + "-" + now.toEpochMilli(),
                                "/workrail/ticker",
                                "/" + domain,
                                now,
                                null,
                                tick))
                .whenComplete((_, failure) -> published(failure));
    }

    private void published(@Nullable Throwable failure) {
        if (failure != null && !failing) {
            LOG.atWarn()
                    .addKeyValue("error", failure.getMessage())
                    .log("ticks of domain {} do not reach the log", domain);
        }
        failing = failure != null;
        underway.set(false);
    }
}
