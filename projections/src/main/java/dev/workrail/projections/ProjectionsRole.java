package dev.workrail.projections;

import dev.workrail.contracts.topic.Groups;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.blob.BlobCollector;
import dev.workrail.platform.config.ConfigCache;
import dev.workrail.platform.kafka.Batches;
import dev.workrail.platform.kafka.ConsumerLoop;
import dev.workrail.platform.kafka.DeadLetterOnRefused;
import dev.workrail.platform.kafka.DeadLetters;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.StreamsRunner;
import dev.workrail.platform.kafka.StreamsSpec;
import dev.workrail.platform.kafka.TopicAdmin;
import dev.workrail.platform.kafka.TransientFaultException;
import dev.workrail.platform.role.Role;
import dev.workrail.projections.archive.ArchiveRestore;
import dev.workrail.projections.archive.Archiver;
import dev.workrail.projections.archive.BlobSweep;
import dev.workrail.projections.attest.OrgSigningKeys;
import dev.workrail.projections.attest.ProofSigner;
import dev.workrail.projections.erasure.ConfiguredDeletions;
import dev.workrail.projections.erasure.ErasureFacts;
import dev.workrail.projections.erasure.OrgErasure;
import dev.workrail.projections.proof.GatePolicy;
import dev.workrail.projections.proof.ProofFold;
import dev.workrail.projections.read.ViewPositions;
import dev.workrail.projections.sink.PoisonedRows;
import dev.workrail.projections.sink.ViewSink;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/// Folds the logs into views, writes them into PostgreSQL and archives sessions that ended.
///
/// Where schema `view` is empty it is filled from the archive first and then from Kafka.
@Singleton
public final class ProjectionsRole implements Role {
    private static final Duration CONFIG_WAIT = Duration.ofSeconds(60);

    static final String SINK_GROUP = "workrail.projections.sink";

    /// A batch is a transaction of a dozen statements, whatever is in it, and of a session that
    /// changed several times in it only the last view is written.
    private static final Batches SINK = new Batches(2_000, Duration.ofMillis(100));

    private final ProjectionsConfig config;
    private final KafkaClients kafka;
    private final ProjectionsStorage storage;
    private final MeterRegistry meters;
    private final Clock clock;
    private volatile @Nullable Running running;

    public ProjectionsRole(
            ProjectionsConfig config,
            KafkaClients kafka,
            ProjectionsStorage storage,
            MeterRegistry meters,
            Clock clock) {
        this.config = config;
        this.kafka = kafka;
        this.storage = storage;
        this.meters = meters;
        this.clock = clock;
    }

    private record Running(
            EventPublisher publisher,
            StreamsRunner topology,
            ConsumerLoop<Object> sink,
            Archiver archiver,
            BlobSweep sweep,
            ConfiguredDeletions deletions,
            OrgErasure erasure) {}

    @Override
    public String name() {
        return "projections";
    }

    @Override
    public void start() throws Exception {
        EventPublisher publisher = kafka.publisher("projections");
        DeadLetters deadLetters = kafka.deadLetters(publisher, name());
        ErasureFacts facts = new ErasureFacts(publisher, clock);
        ConfiguredDeletions deletions = deletions(deadLetters, facts);
        OrgSigningKeys keys =
                new OrgSigningKeys(
                        storage.bucket(), storage.keys(), clock, config.signingKeyTerm());
        ProofSigner signer = new ProofSigner(keys);
        new ArchiveRestore(storage.tenants(), storage.database(), storage.blobs(), signer)
                .runIfEmpty(deletions);
        StreamsRunner topology = kafka.streams(streams(), topology().build()).start();
        ConsumerLoop<Object> sink =
                kafka.consume(
                        SINK_GROUP,
                        ViewSink.TOPICS,
                        deadLetters,
                        SINK,
                        sink(deadLetters, signer).passingOver(deletions));
        Archiver archiver =
                new Archiver(storage.tenants(), storage.database(), storage.blobs(), clock);
        archiver.start(config.archiveInterval());
        BlobSweep sweep =
                archiver.sweepOf(
                        new BlobCollector(storage.bucket(), clock, config.sweepMinimumAge()),
                        kafka.groupProgress("workrail-projections-sweep"),
                        new ViewPositions(storage.tenants(), storage.database(), clock),
                        meters);
        sweep.start(config.sweepInterval());
        OrgErasure erasure =
                new OrgErasure(
                        deletions,
                        facts,
                        storage.tenants(),
                        storage.database(),
                        new OrgErasure.Bucket(storage.blobs(), keys),
                        clock);
        erasure.start(config.erasureInterval());
        running = new Running(publisher, topology, sink, archiver, sweep, deletions, erasure);
    }

    private ProjectionTopology topology() throws InterruptedException {
        TopicAdmin topics = kafka.topics();
        return new ProjectionTopology(
                new ProofFold(GatePolicy.STANDARD),
                topics.spread(),
                topics.partitions(Topics.SESSIONS));
    }

    private ViewSink sink(DeadLetters deadLetters, ProofSigner signer) {
        return new ViewSink(
                storage.tenants(),
                storage.database(),
                new PoisonedRows(deadLetters),
                signer,
                config.archiveQuiet(),
                config.archiveParked());
    }

    /// Known before a row is written: a rebuild reads all that the log has of deleted orgs.
    private ConfiguredDeletions deletions(DeadLetters deadLetters, ErasureFacts facts)
            throws InterruptedException {
        ConfiguredDeletions deletions =
                new ConfiguredDeletions(ConfigCache.open(kafka, name(), deadLetters), facts);
        if (!deletions.awaitCurrent(CONFIG_WAIT)) {
            deletions.close();
            throw new TransientFaultException(
                    "could not read wr.config to its end within " + CONFIG_WAIT.toSeconds() + " s",
                    null);
        }
        return deletions;
    }

    @Override
    public void stop() {
        Running was = running;
        running = null;
        if (was != null) {
            was.erasure().close();
            was.sweep().close();
            was.archiver().close();
            was.sink().close();
            was.topology().close();
            was.deletions().close();
            was.publisher().close();
        }
    }

    @Override
    public boolean healthy() {
        Running now = running;
        return now == null || (now.topology().healthy() && now.sink().healthy());
    }

    @Override
    public boolean ready() {
        Running now = running;
        return now != null && healthy() && now.topology().ready();
    }

    @Override
    public Optional<String> hindrance() {
        return Optional.ofNullable(running).flatMap(now -> now.topology().hindrance());
    }

    private StreamsSpec streams() {
        return new StreamsSpec(
                Groups.PROJECTIONS,
                name(),
                config.stateDir(),
                StreamsSpec.Guarantee.EXACTLY_ONCE,
                config.threads(),
                config.commitInterval(),
                config.commitInterval(),
                config.standbys(),
                Map.of(
                        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                        DeadLetterOnRefused.class,
                        StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                        config.cacheBytes()));
    }
}
