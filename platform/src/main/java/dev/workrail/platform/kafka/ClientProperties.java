package dev.workrail.platform.kafka;

import dev.workrail.contracts.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Properties of each kind of client: what the settings say, and what correctness needs over it.
final class ClientProperties {
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;
    private static final int MAX_POLL_INTERVAL_MILLIS = 300_000;

    /// Records go out one by one, at once. Packing each takes more than it spares, at its writer,
    /// at the broker and at every reader; a cluster that would rather have them small says so by
    /// `compression.type`, among the client properties or at a topic.
    static final String COMPRESSION = "none";

    /// While one request is on its way, records collect for the next: alone a record goes out at
    /// once, and many at a time share requests, and with them flushes, without waiting for it.
    private static final int IN_FLIGHT = 1;

    /// A request carries one batch of each partition, so this bounds what waiting records share: at
    /// Kafka's own 16 KiB a webhook with its payload fills a request.
    static final int BATCH_BYTES = 256 * 1024;

    private final KafkaSettings settings;

    ClientProperties(KafkaSettings settings) {
        this.settings = settings;
    }

    Map<String, Object> common(String clientId) {
        Map<String, Object> properties = new HashMap<>(given());
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50);
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        properties.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return properties;
    }

    /// What the settings say, the file's first.
    Map<String, String> given() {
        Map<String, String> properties = new HashMap<>();
        settings.propertiesFile().ifPresent(file -> properties.putAll(read(file)));
        properties.putAll(settings.client());
        return properties;
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "workrail.kafka.properties-file names " + file + ", which cannot be read", e);
        }
        Map<String, String> texts = new HashMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> texts.put(name, properties.getProperty(name)));
        return texts;
    }

    Map<String, Object> admin(String clientId) {
        Map<String, Object> properties = common(clientId);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000);
        return properties;
    }

    Map<String, Object> producer(String clientId, Duration deliveryTimeout) {
        Map<String, Object> properties = common(clientId);
        int timeout = Math.toIntExact(deliveryTimeout.toMillis());
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, IN_FLIGHT);
        properties.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, COMPRESSION);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(timeout, 10_000));
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_LETTER_BYTES);
        return properties;
    }

    /// A producer of transactions, of which one per name lives.
    Map<String, Object> fencedProducer(String name, Duration deliveryTimeout) {
        Map<String, Object> properties = producer(name, deliveryTimeout);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
        properties.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Math.toIntExact(deliveryTimeout.plusSeconds(5).toMillis()));
        return properties;
    }

    Map<String, Object> groupMember(String group, int maxRecords) {
        Map<String, Object> properties = reader(group);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxRecords);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_TIMEOUT_MILLIS / 5);
        properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_INTERVAL_MILLIS);
        settings.instance()
                .ifPresent(name ->
                        properties.put(
                                ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, group + "-" + name));
        return properties;
    }

    Map<String, Object> reader(String clientId) {
        Map<String, Object> properties = bytesReader(clientId);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000);
        return properties;
    }

    Map<String, Object> shareMember(String group, int maxRecords) {
        Map<String, Object> properties = bytesReader(group);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put("share.acknowledgement.mode", "explicit");
        properties.put("share.acquire.mode", "record_limit");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxRecords);
        return properties;
    }

    private Map<String, Object> bytesReader(String clientId) {
        Map<String, Object> properties = common(clientId);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
        return properties;
    }
}
