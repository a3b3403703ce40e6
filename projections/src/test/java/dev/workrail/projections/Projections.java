package dev.workrail.projections;

import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.blob.BlobStore;
import dev.workrail.platform.blob.EncryptedBlobStore;
import dev.workrail.platform.blob.FileBucket;
import dev.workrail.platform.blob.OrgKeys;
import dev.workrail.platform.kafka.KafkaAddress;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.PartitionPlan;
import dev.workrail.platform.secret.SecretKeys;
import dev.workrail.projections.attest.OrgSigningKeys;
import dev.workrail.projections.attest.ProofSigner;
import dev.workrail.projections.session.SessionInput;
import dev.workrail.projections.session.Story;
import dev.workrail.testkit.Backend;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/// The role as the application assembles it, with everything it needs.
public final class Projections implements AutoCloseable {
    private final Backend backend;
    private final ViewDatabase database;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KafkaClients kafka;
    private final FileBucket bucket;
    private final BlobStore blobs;
    private final SecretKeys keys;
    private final Path directory;
    private Duration sweepInterval = Duration.ofDays(1);
    private Duration sweepMinimumAge = Duration.ofHours(48);
    private ProjectionsRole role;

    public Projections(Backend backend, Path directory) throws Exception {
        this(backend, directory, backend.app().url());
    }

    /// @param databaseUrl how the role reaches the database
    public Projections(Backend backend, Path directory, String databaseUrl) throws Exception {
        this.backend = backend;
        this.directory = directory;
        this.database = new ViewDatabase(backend, databaseUrl);
        this.kafka =
                new KafkaClients(
                        new KafkaAddress(backend.bootstrapServers()), meters, Clock.systemUTC());
        kafka.topics().ensure(Topics.ALL, PartitionPlan.ONE_MACHINE);
        this.bucket = new FileBucket(directory.resolve("blobs"));
        this.keys = new SecretKeys(directory.resolve("keys"));
        keys.ensureAll();
        this.blobs =
                new EncryptedBlobStore(
                        bucket,
                        OrgKeys.open(directory.resolve("blob.key"), bucket),
                        Clock.systemUTC());
    }

    public ViewDatabase database() {
        return database;
    }

    public KafkaClients kafka() {
        return kafka;
    }

    public BlobStore blobs() {
        return blobs;
    }

    /// Lets the role, from its next start, sweep so often and spare no blob for its age.
    public void sweep(Duration interval) {
        sweepInterval = interval;
        sweepMinimumAge = Duration.ZERO;
    }

    public SimpleMeterRegistry meters() {
        return meters;
    }

    /// Signs as the role does, with the same keys.
    public ProofSigner signer() {
        return new ProofSigner(
                new OrgSigningKeys(bucket, keys, Clock.systemUTC(), Duration.ofDays(365)));
    }

    public ProjectionsRole role() {
        return role;
    }

    public void start() {
        role =
                new ProjectionsRole(
                        new Settings(directory.resolve("state"), sweepInterval, sweepMinimumAge),
                        kafka,
                        new ProjectionsStorage(
                                database.tenants(), database.pool(), bucket, blobs, keys),
                        meters,
                        Clock.systemUTC());
        try {
            role.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public void stop() {
        if (role != null) {
            role.stop();
            role = null;
        }
    }

    /// Publishes both logs of a story, in the order told.
    public void publish(Story story) {
        for (SessionInput input : story.inputs()) {
            switch (input) {
                case SessionInput.Scheduled scheduled -> decide(story, scheduled.event());
                case SessionInput.Logged logged -> log(story, logged.record());
            }
        }
    }

    private void decide(Story story, SchedulingEvent event) {
        backend.topics().publish(Topics.SCHEDULING, story.org().value(), story.envelope(event));
    }

    private void log(Story story, SessionRecord record) {
        backend.topics().publish(Topics.SESSIONS, story.session().value(), story.envelope(record));
    }

    @Override
    public void close() {
        stop();
        database.close();
    }

    private record Settings(Path stateDir, Duration sweepInterval, Duration sweepMinimumAge)
            implements ProjectionsConfig {
        @Override
        public Duration commitInterval() {
            return Duration.ofMillis(50);
        }

        @Override
        public Duration signingKeyTerm() {
            return Duration.ofDays(365);
        }

        @Override
        public long cacheBytes() {
            return 1 << 20;
        }

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public int standbys() {
            return 0;
        }

        @Override
        public Duration erasureInterval() {
            return Duration.ofMillis(300);
        }

        @Override
        public Duration archiveQuiet() {
            return Duration.ofDays(365 * 50);
        }

        @Override
        public Duration archiveParked() {
            return Duration.ofDays(365 * 50);
        }

        @Override
        public Duration archiveInterval() {
            return Duration.ofHours(1);
        }
    }
}
