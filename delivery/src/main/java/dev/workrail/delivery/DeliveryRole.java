package dev.workrail.delivery;

import dev.workrail.contracts.delivery.DeliveryEvent;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.delivery.attempt.AttemptExecutor;
import dev.workrail.delivery.attempt.Channels;
import dev.workrail.delivery.attempt.FactWriter;
import dev.workrail.delivery.callback.CallbackChannel;
import dev.workrail.delivery.gitnote.GitNoteChannel;
import dev.workrail.delivery.topology.DeliveryTopology;
import dev.workrail.delivery.topology.TargetMeters;
import dev.workrail.platform.config.ConfigCache;
import dev.workrail.platform.git.GitTrust;
import dev.workrail.platform.kafka.ConsumerLoop;
import dev.workrail.platform.kafka.DeadLetters;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.ShareLoop;
import dev.workrail.platform.kafka.StreamsRunner;
import dev.workrail.platform.kafka.StreamsSpec;
import dev.workrail.platform.role.Role;
import dev.workrail.platform.secret.SecretKeys;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs the delivery topology and an executor of attempts while it is started.
@Singleton
public final class DeliveryRole implements Role {
    private static final String NAME = "delivery";
    private static final String APPLICATION = "wr-delivery";
    private static final String GROUP = "wr-delivery-attempts";
    private static final String FACTS = "wr-delivery-facts";

    /// What is posted outside can wait so long for more to go with it.
    private static final Duration READ_PACE = Duration.ofMillis(50);

    /// What somebody waits for is committed at once. The rest, ticks and epochs of sessions that
    /// ask for nothing, shares a commit; it has to be shorter than a transaction may last.
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

    private static final Duration CONFIG_WAIT = Duration.ofSeconds(10);

    private final KafkaClients kafka;
    private final SecretKeys keys;
    private final DeliveryConfig config;
    private final MeterRegistry meters;
    private final Clock clock;

    private volatile @Nullable Work work;

    private record Work(
            StreamsRunner topology,
            ShareLoop<DeliveryEvent> attempts,
            ConsumerLoop<DeliveryEvent> facts,
            AttemptExecutor executor,
            ConfigCache configuration,
            EventPublisher publisher) {}

    public DeliveryRole(
            KafkaClients kafka,
            SecretKeys keys,
            DeliveryConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.kafka = kafka;
        this.keys = keys;
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
        checkTimes();
        EventPublisher publisher = kafka.publisher(NAME);
        DeadLetters deadLetters = kafka.deadLetters(publisher, NAME);
        ConfigCache configuration = ConfigCache.open(kafka, NAME, deadLetters);
        Configured configured = new Configured(configuration, keys);
        configuration.awaitCurrent(CONFIG_WAIT);
        AttemptExecutor executor =
                new AttemptExecutor(
                        channels(configured),
                        publisher,
                        meters,
                        config.attemptTimeout(),
                        config.concurrency(),
                        clock);
        kafka.topics().ensureShareGroup(GROUP);
        ShareLoop<DeliveryEvent> attempts =
                kafka.share(GROUP, Topics.DELIVERIES, deadLetters, 1, executor::hasRoom, executor);
        ConsumerLoop<DeliveryEvent> facts =
                kafka.consumeEach(
                        FACTS,
                        List.of(Topics.DELIVERIES),
                        deadLetters,
                        new FactWriter(publisher, meters, clock));
        StreamsRunner topology = kafka.streams(spec(), topology().build()).start();
        work = new Work(topology, attempts, facts, executor, configuration, publisher);
    }

    private DeliveryTopology topology() throws InterruptedException {
        return new DeliveryTopology(
                config.retryPolicy(), new TargetMeters(meters), kafka.topics().spread());
    }

    @Override
    public void stop() {
        Work started = work;
        work = null;
        if (started != null) {
            started.topology.close();
            started.attempts.close();
            started.executor.close();
            started.facts.close();
            started.configuration.close();
            started.publisher.close();
        }
    }

    @Override
    public boolean healthy() {
        Work started = work;
        return started == null
                || started.topology.healthy()
                        && started.attempts.healthy()
                        && started.facts.healthy()
                        && started.configuration.healthy();
    }

    @Override
    public boolean ready() {
        Work started = work;
        return started != null && healthy() && started.topology.ready();
    }

    @Override
    public Optional<String> hindrance() {
        return Optional.ofNullable(work).flatMap(started -> started.topology.hindrance());
    }

    private Channels channels(Configured configured) {
        boolean privateAllowed = config.allowPrivateAddresses();
        return new Channels(
                CallbackChannel.create(
                        configured,
                        config.connectTimeout(),
                        config.attemptTimeout(),
                        privateAllowed,
                        clock),
                GitNoteChannel.create(
                        configured,
                        configured,
                        new GitTrust(config.gitCaFile(), config.sshKnownHosts()),
                        config.attemptTimeout(),
                        privateAllowed));
    }

    private StreamsSpec spec() {
        return new StreamsSpec(
                APPLICATION,
                NAME,
                config.stateDir(),
                StreamsSpec.Guarantee.EXACTLY_ONCE,
                1,
                READ_PACE,
                COMMIT_INTERVAL,
                config.standbys(),
                Map.of());
    }

    private void checkTimes() {
        if (config.attemptLease().compareTo(config.attemptTimeout().multipliedBy(2)) <= 0) {
            throw new IllegalArgumentException(
                    "workrail.delivery.attempt-lease: expected a duration more than twice"
                            + " attempt-timeout (%s), but was %s; raise it"
                                    .formatted(config.attemptTimeout(), config.attemptLease()));
        }
    }
}
