package dev.workrail.dispatcher;

import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.topic.Groups;
import dev.workrail.dispatcher.schedule.SchedulerSettings;
import dev.workrail.dispatcher.topology.DispatchTopology;
import dev.workrail.dispatcher.topology.SchedulerMeters;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.StreamsRunner;
import dev.workrail.platform.kafka.StreamsSpec;
import dev.workrail.platform.role.Role;
import dev.workrail.platform.time.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides scheduling while it is started: one topology, and the clock of its domain.
@Singleton
public final class DispatcherRole implements Role {
    private static final String NAME = "dispatcher";

    private final KafkaClients kafka;
    private final DispatcherConfig config;
    private final MeterRegistry meters;
    private final Clock clock;

    private volatile @Nullable Work work;

    private record Work(StreamsRunner streams, EventPublisher publisher, Ticker ticks) {}

    public DispatcherRole(
            KafkaClients kafka, DispatcherConfig config, MeterRegistry meters, Clock clock) {
        this.kafka = kafka;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() throws InterruptedException {
        SchedulerSettings settings = config.settings();
        DispatchTopology topology =
                new DispatchTopology(
                        settings, new SchedulerMeters(meters), clock, kafka.topics().spread());
        StreamsRunner streams = kafka.streams(spec(settings.domain()), topology.build());
        EventPublisher publisher = kafka.publisher(NAME + "-ticks");
        work =
                new Work(
                        streams.start(),
                        publisher,
                        Ticker.start(publisher, settings.domain(), clock));
    }

    @Override
    public void stop() {
        Work started = work;
        work = null;
        if (started != null) {
            started.ticks.close();
            started.streams.close();
            started.publisher.close();
        }
    }

    @Override
    public boolean healthy() {
        Work started = work;
        return started == null || started.streams.healthy();
    }

    @Override
    public boolean ready() {
        Work started = work;
        return started != null && started.streams.ready() && started.ticks.ticking();
    }

    @Override
    public Optional<String> hindrance() {
        return Optional.ofNullable(work).flatMap(started -> started.streams.hindrance());
    }

    private StreamsSpec spec(DomainId domain) {
        return new StreamsSpec(
                Groups.dispatcher(domain),
                NAME,
                config.stateDir(),
                StreamsSpec.Guarantee.EXACTLY_ONCE,
                1,
                Duration.ZERO,
                DispatchTopology.LONGEST_UNCOMMITTED,
                config.standbys(),
                Map.of());
    }
}
