package dev.workrail.platform.kafka;

import dev.workrail.contracts.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/// Opens every Kafka client of a role. Holds no connection itself; whoever opens a client closes
/// it.
///
/// Topics given to a reader must exist and carry subtypes of its `T`. A reader is at work when it
/// is returned.
@Singleton
public final class KafkaClients {
    private static final Batches AT_ONCE =
            new Batches(ConsumerConfig.DEFAULT_MAX_POLL_RECORDS, Duration.ZERO);

    private final KafkaSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;
    private final ClientProperties properties;
    private final StoreMemory storeMemory = new StoreMemory(StoreMemory.BYTES);
    private final Map<String, BooleanSupplier> loops = new ConcurrentHashMap<>();

    public KafkaClients(KafkaSettings settings, MeterRegistry meters, Clock clock) {
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        this.properties = new ClientProperties(settings);
    }

    /// A publisher that tries a record for [EventPublisher#DELIVERY_TIMEOUT].
    public EventPublisher publisher(String clientId) {
        return publisher(clientId, EventPublisher.DELIVERY_TIMEOUT);
    }

    /// A publisher that gives up on a record after `deliveryTimeout`.
    public EventPublisher publisher(String clientId, Duration deliveryTimeout) {
        return new EventPublisher(
                new KafkaProducer<>(properties.producer(clientId, deliveryTimeout)));
    }

    /// Opens the one living publisher of a name; every earlier one of it is fenced.
    public FencedPublisher fencedPublisher(String name) {
        return new FencedPublisher(
                new KafkaProducer<>(
                        properties.fencedProducer(name, EventPublisher.DELIVERY_TIMEOUT)));
    }

    /// @param origin the role that gives up
    public DeadLetters deadLetters(EventPublisher publisher, String origin) {
        return new DeadLetters(publisher, origin, clock);
    }

    /// The client properties that were given, from file and configuration; holds secrets.
    public Map<String, String> clientProperties() {
        return properties.given();
    }

    public TopicAdmin topics() {
        return new TopicAdmin(settings);
    }

    /// Whether each loop and topology opened here is well, by name; of several of one name the one
    /// opened last. One that was closed was well.
    public Map<String, Boolean> loops() {
        Map<String, Boolean> all = new TreeMap<>();
        loops.forEach((name, healthy) -> all.put(name, healthy.getAsBoolean()));
        return all;
    }

    public GroupProgress groupProgress(String clientId) {
        return new GroupProgress(Admin.create(properties.admin(clientId)));
    }

    /// Joins a consumer group and handles batches per partition.
    public <T> ConsumerLoop<T> consume(
            String group,
            Collection<Topic> topics,
            DeadLetters deadLetters,
            PartitionHandler<T> handler) {
        return consume(group, topics, deadLetters, AT_ONCE, handler);
    }

    /// Joins a consumer group and handles batches per partition, taken as `batches` says.
    public <T> ConsumerLoop<T> consume(
            String group,
            Collection<Topic> topics,
            DeadLetters deadLetters,
            Batches batches,
            PartitionHandler<T> handler) {
        KafkaConsumer<byte[], byte[]> consumer =
                new PacedConsumer(
                        properties.groupMember(group, batches.maxRecords()), batches.pace());
        ConsumerLoop<T> loop =
                new ConsumerLoop<>(
                        group,
                        consumer,
                        new RecordDecoder<T>(topics),
                        deadLetters,
                        handler,
                        metrics(group, consumer::metrics));
        loops.put(group, loop::healthy);
        return loop.start();
    }

    /// Joins a consumer group and handles records one by one.
    public <T> ConsumerLoop<T> consumeEach(
            String group,
            Collection<Topic> topics,
            DeadLetters deadLetters,
            RecordHandler<T> handler) {
        return consume(group, topics, deadLetters, PartitionHandler.each(deadLetters, handler));
    }

    /// Joins a share group. The group is set up first by [TopicAdmin#ensureShareGroup].
    ///
    /// @param hasRoom asked before each poll; nothing is polled while false
    /// @param maxRecords most records taken by one poll, which is made when there is room: 1 for an
    ///   owner whose room shrinks with each record
    public <T> ShareLoop<T> share(
            String group,
            Topic topic,
            DeadLetters deadLetters,
            int maxRecords,
            BooleanSupplier hasRoom,
            ShareHandler<T> handler) {
        RecordDecoder<T> decoder = new RecordDecoder<>(List.of(topic));
        ShareLoop<T> loop =
                new ShareLoop<>(
                        group,
                        new KafkaShareConsumer<>(properties.shareMember(group, maxRecords)),
                        new TailLoop.BatchSource<>(decoder, deadLetters),
                        hasRoom,
                        handler,
                        new LoopMetrics(meters, group));
        loops.put(group, loop::healthy);
        return loop.start();
    }

    /// Reads every partition of the topics, without a group.
    public <T> TailLoop<T> tail(
            String name,
            Collection<Topic> topics,
            DeadLetters deadLetters,
            TailStart start,
            RecordHandler<T> handler) {
        return tail(name, topics, deadLetters, start, Duration.ZERO, handler);
    }

    /// Reads every partition of the topics, without a group.
    ///
    /// @param pace least time between two batches, zero for none
    public <T> TailLoop<T> tail(
            String name,
            Collection<Topic> topics,
            DeadLetters deadLetters,
            TailStart start,
            Duration pace,
            RecordHandler<T> handler) {
        RecordDecoder<T> decoder = new RecordDecoder<>(topics);
        KafkaConsumer<byte[], byte[]> consumer = new PacedConsumer(properties.reader(name), pace);
        TailLoop<T> loop =
                new TailLoop<>(
                        name,
                        consumer,
                        new TailLoop.BatchSource<>(decoder, deadLetters),
                        handler,
                        start,
                        metrics(name, consumer::metrics));
        loops.put(name, loop::healthy);
        return loop.start();
    }

    /// Reads single records of the topics again; those that left the log, or cannot be read, are
    /// not among the answer. Blocks; opens a connection for this once.
    ///
    /// @throws TransientFaultException where the broker does not answer
    public <T> Map<Position, Received<T>> readAgain(
            String clientId, Collection<Topic> topics, Collection<Position> positions) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties.reader(clientId))) {
            return new PositionReader<T>(consumer, new RecordDecoder<>(topics)).read(positions);
        }
    }

    /// Prepares a topology; [StreamsRunner#start] runs it.
    public StreamsRunner streams(StreamsSpec spec, Topology topology) {
        LoopMetrics metrics = new LoopMetrics(meters, spec.applicationId());
        Properties streams = StreamsProperties.of(settings, spec);
        streams.put(DeadLetterOnMalformed.LETTERS, new LetterMaker(spec.origin(), clock));
        streams.put(DeadLetterOnMalformed.METRICS, metrics);
        streams.put(BoundedStores.MEMORY, storeMemory);
        KafkaStreams client =
                new KafkaStreams(
                        topology, new StreamsConfig(streams), new PacedClients(spec.pace()));
        metrics.lag(new ReaderLag(client::metrics));
        StreamsRunner runner =
                new StreamsRunner(
                        spec,
                        client,
                        new RestoreWatch(settings.restoreStall(), clock),
                        metrics,
                        settings.instance().isPresent());
        loops.put(spec.applicationId(), runner::healthy);
        return runner;
    }

    private LoopMetrics metrics(
            String loop, Supplier<? extends Map<MetricName, ? extends Metric>> client) {
        LoopMetrics metrics = new LoopMetrics(meters, loop);
        metrics.lag(new ReaderLag(client));
        return metrics;
    }
}
