package dev.workrail.platform.kafka;

import dev.workrail.contracts.topic.Topics;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// The Streams properties of a topology: low latency, everything named, state kept on disk.
final class StreamsProperties {
    /// A commit sends what has collected at once; until then nobody can read it, so that a request
    /// of its own for each record would be for nothing.
    private static final int LINGER_MILLIS = 100;

    /// How long a poll of a topology without a pace waits for records. Between polls a stream
    /// thread looks whether a commit or a timer is due; looking costs as much as a poll.
    private static final long POLL_MILLIS = 5;

    private static final int TRANSACTION_TIMEOUT_MILLIS = 5_000;
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    private StreamsProperties() {}

    static Properties of(KafkaSettings kafka, StreamsSpec spec) {
        Properties properties = new Properties();
        properties.putAll(new ClientProperties(kafka).common(spec.applicationId()));
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, spec.applicationId());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, spec.stateDir().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, spec.guarantee().property());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, spec.threads());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, spec.standbys());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        properties.put(
                StreamsConfig.POLL_MS_CONFIG, Math.max(POLL_MILLIS, spec.pace().toMillis() / 4));
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, spec.commitInterval().toMillis());
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStores.class);
        properties.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                DeadLetterOnMalformed.class);
        producer(properties, spec);
        consumer(properties, kafka, spec);
        properties.putAll(spec.overrides());
        return properties;
    }

    private static void producer(Properties properties, StreamsSpec spec) {
        Map<String, Object> producer =
                Map.of(
                        ProducerConfig.LINGER_MS_CONFIG,
                        LINGER_MILLIS,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        ClientProperties.BATCH_BYTES,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        Topics.MAX_LETTER_BYTES,
                        ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
                        5,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        properties.getOrDefault(
                                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                ClientProperties.COMPRESSION));
        producer.forEach(
                (name, value) -> properties.put(StreamsConfig.producerPrefix(name), value));
        if (spec.guarantee() == StreamsSpec.Guarantee.EXACTLY_ONCE) {
            properties.put(
                    StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                    TRANSACTION_TIMEOUT_MILLIS);
        }
    }

    private static void consumer(Properties properties, KafkaSettings kafka, StreamsSpec spec) {
        Map<String, Object> consumer =
                Map.of(
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        SESSION_TIMEOUT_MILLIS,
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        SESSION_TIMEOUT_MILLIS / 5,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed");
        consumer.forEach(
                (name, value) -> properties.put(StreamsConfig.mainConsumerPrefix(name), value));
        kafka.instance()
                .ifPresent(name ->
                        properties.put(
                                StreamsConfig.mainConsumerPrefix(
                                        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                                spec.applicationId() + "-" + name));
    }
}
