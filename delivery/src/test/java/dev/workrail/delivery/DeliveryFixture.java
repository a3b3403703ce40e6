package dev.workrail.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.Usage;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.KafkaAddress;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.secret.SecretKeys;
import dev.workrail.platform.secret.SecretSealer;
import dev.workrail.testkit.Backend;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A delivery role on a broker, and a worker, a console and a clock that write what it reads.
final class DeliveryFixture implements AutoCloseable {
    static final OrgId ACME = new OrgId("acme");
    static final String SECRET =
            "whsec_" + Base64.getEncoder().encodeToString(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

    final SecretKeys keys;
    private final Backend backend;
    private final Path directory;
    private final KafkaClients kafka;
    private final EventPublisher publisher;
    private final Thread ticker;
    private volatile boolean ticking = true;
    private DeliveryRole role;
    private long version;

    DeliveryFixture(Backend backend, Path directory) throws IOException {
        this.backend = backend;
        this.directory = directory;
        this.keys = new SecretKeys(directory.resolve("keys"));
        keys.ensureAll();
        this.kafka =
                new KafkaClients(
                        new KafkaAddress(backend.bootstrapServers()),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC());
        this.publisher = kafka.publisher("test");
        this.role = role();
        this.ticker = Thread.ofVirtual().start(this::tick);
        configure(
                new SecretSealer(keys)
                        .seal(
                                ACME,
                                SecretPurpose.DELIVERY,
                                "callback",
                                SECRET.getBytes(StandardCharsets.UTF_8))
                        .toConfig());
    }

    void start() throws InterruptedException {
        role.start();
    }

    /// Stops the role in good order and starts it again on the same state.
    void restart() throws InterruptedException {
        role.stop();
        role = role();
        role.start();
    }

    void configure(ConfigValue value) {
        publisher
                .publish(
                        Topics.CONFIG,
                        value.key().toString(),
                        new Envelope<>(
                                "c" + ++version,
                                "/workrail/console",
                                "dev.workrail.config.v1",
                                value.key().org() + "/config",
                                Clock.systemUTC().instant(),
                                null,
                                ConfigRecord.of(version, value)))
                .join();
    }

    void claim(String session, long epoch, String claim) {
        write(
                session,
                new SessionRecord.Claimed(
                        new SessionId(session),
                        ACME,
                        epoch,
                        new ClaimId(claim),
                        new WorkerId("w_1"),
                        Clock.systemUTC().instant()));
    }

    void deliver(
            String session,
            long epoch,
            String claim,
            int index,
            DeliveryTarget target,
            ObjectNode body) {
        write(
                session,
                new SessionRecord.Segment(
                        new SessionId(session),
                        ACME,
                        epoch,
                        new ClaimId(claim),
                        Clock.systemUTC().instant(),
                        List.of(),
                        List.of(new Effect.Deliver(target, "status-" + index, index, body)),
                        new Checkpoint(
                                index,
                                1,
                                null,
                                null,
                                null,
                                List.of(),
                                null,
                                null,
                                null,
                                Usage.NONE)));
    }

    /// A session of its own with one delivery.
    void deliver(String session, DeliveryTarget target) {
        claim(session, 1, "claim_" + session);
        deliver(session, 1, "claim_" + session, 0, target, body());
    }

    static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode().put("summary", "fixed");
    }

    <T extends Kinded> void write(Topic topic, String key, T data) {
        publisher
                .publish(
                        topic,
                        key,
                        EventCodec.envelope(
                                "e",
                                "/test",
                                "acme/" + key,
                                Clock.systemUTC().instant(),
                                null,
                                data))
                .join();
    }

    List<Fact> facts(String session) {
        return records(session)
                .filter(SessionRecord.Noted.class::isInstance)
                .map(record -> ((SessionRecord.Noted) record).fact())
                .toList();
    }

    private Stream<SessionRecord> records(String session) {
        return backend.topics().data(Topics.SESSIONS, SessionRecord.class).stream()
                .filter(record -> record.session().value().equals(session));
    }

    private void write(String session, SessionRecord record) {
        write(Topics.SESSIONS, session, record);
    }

    private DeliveryRole role() {
        return new DeliveryRole(
                kafka,
                keys,
                new Settings(directory.resolve("state")),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    /// The dispatcher's ticker.
    private void tick() {
        while (ticking) {
            write(
                    Topics.HEARTBEATS,
                    "default",
                    new FleetEvent.Tick(new DomainId("default"), Clock.systemUTC().instant()));
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    @Override
    public void close() throws InterruptedException {
        ticking = false;
        ticker.join();
        role.stop();
        publisher.close();
    }

    /// Short times, private addresses allowed.
    record Settings(Path stateDir) implements DeliveryConfig {
        @Override
        public Optional<Path> gitCaFile() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> sshKnownHosts() {
            return Optional.empty();
        }

        @Override
        public int standbys() {
            return 0;
        }

        @Override
        public int concurrency() {
            return 8;
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration attemptTimeout() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Duration attemptLease() {
            return Duration.ofSeconds(12);
        }

        @Override
        public int maxAttempts() {
            return 3;
        }

        @Override
        public Duration firstRetry() {
            return Duration.ofMillis(300);
        }

        @Override
        public Duration longestRetry() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration longestRetryAfter() {
            return Duration.ofHours(1);
        }

        @Override
        public int maxWaiting() {
            return 100;
        }

        @Override
        public boolean allowPrivateAddresses() {
            return true;
        }
    }
}
