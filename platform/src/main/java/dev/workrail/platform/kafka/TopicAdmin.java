package dev.workrail.platform.kafka;

import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Creates topics and share groups as the catalogue says. Idempotent: several processes may do it
/// at once. Opens a connection per call; blocks, at most about 30 s.
public final class TopicAdmin {
    private static final long SEGMENT_MILLIS_OF_COMPACTED = 24 * 3_600_000L;

    private static final int MAX_LOOKS = 8;

    private final ClientProperties properties;

    public TopicAdmin(KafkaSettings settings) {
        this.properties = new ClientProperties(settings);
    }

    /// Creates those of `topics` that do not exist yet.
    public void ensure(Collection<Topic> topics, PartitionPlan plan) throws InterruptedException {
        try (Admin admin = open()) {
            Set<String> existing = get(admin.listTopics().names());
            List<NewTopic> missing =
                    topics.stream()
                            .filter(topic -> !existing.contains(topic.name()))
                            .map(topic -> newTopic(topic, plan))
                            .toList();
            admin.createTopics(missing).values().values().forEach(TopicAdmin::created);
            awaitVisible(admin, topics.stream().map(Topic::name).toList());
        } catch (ExecutionException e) {
            throw fault("create topics", e);
        }
    }

    /// Makes a share group begin at the oldest record and read only what is committed.
    ///
    /// The end of a transaction takes an offset, which a member acquires and acknowledges like a
    /// record. Its client loses some of these acknowledgements (Kafka 4.3.1: those that come right
    /// after an answer without records), and nothing is handed out past as many offsets as the
    /// group may hold: so that they come free as early and are as many as a broker allows by
    /// default.
    public void ensureShareGroup(String group) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
        try (Admin admin = open()) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    resource,
                                    List.of(
                                            set("share.auto.offset.reset", "earliest"),
                                            set("share.isolation.level", "read_committed"),
                                            set("share.record.lock.duration.ms", "15000"),
                                            set("share.partition.max.record.locks", "4000"))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw fault("configure share group " + group, e);
        }
    }

    /// How many partitions the topic has. It must exist.
    public int partitions(Topic topic) throws InterruptedException {
        return partitions(List.of(topic)).values().iterator().next();
    }

    /// How the topics of the catalogue lie in this deployment: single where each has one partition,
    /// so that one task sees all there is. They must exist.
    public Topic.Spread spread() throws InterruptedException {
        return partitions(Topics.ALL).values().stream().allMatch(count -> count == 1)
                ? Topic.Spread.SINGLE
                : Topic.Spread.WIDE;
    }

    /// How many partitions each topic has, by name. They must exist.
    public Map<String, Integer> partitions(Collection<Topic> topics) throws InterruptedException {
        List<String> names = topics.stream().map(Topic::name).toList();
        Map<String, Integer> counts = new HashMap<>();
        try (Admin admin = open()) {
            get(admin.describeTopics(names).allTopicNames())
                    .forEach((name, found) -> counts.put(name, found.partitions().size()));
            return counts;
        } catch (ExecutionException e) {
            throw fault("describe topics " + names, e);
        }
    }

    /// How many partitions the topic has; empty where it does not exist.
    public OptionalInt partitionsIfAny(Topic topic) throws InterruptedException {
        boolean exists;
        try (Admin admin = open()) {
            exists = get(admin.listTopics().names()).contains(topic.name());
        } catch (ExecutionException e) {
            throw fault("list topics", e);
        }
        return exists ? OptionalInt.of(partitions(topic)) : OptionalInt.empty();
    }

    /// The controller has a topic a moment before every broker knows of it.
    private static void awaitVisible(Admin admin, List<String> names)
            throws ExecutionException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                get(admin.describeTopics(names).allTopicNames());
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        || attempt == MAX_LOOKS) {
                    throw e;
                }
                Thread.sleep(Backoff.after(attempt));
            }
        }
    }

    private Admin open() {
        return Admin.create(properties.admin("workrail-admin"));
    }

    private static <V> V get(org.apache.kafka.common.KafkaFuture<V> future)
            throws ExecutionException, InterruptedException {
        return future.get();
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    private static NewTopic newTopic(Topic topic, PartitionPlan plan) {
        Map<String, String> configs = new HashMap<>();
        var retention = topic.retention();
        if (retention == null) {
            configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            configs.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(SEGMENT_MILLIS_OF_COMPACTED));
        } else {
            configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
        }
        if (topic.equals(Topics.DEAD_LETTERS)) {
            configs.put(
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(Topics.MAX_LETTER_BYTES));
        }
        if (plan.replication() > 2) {
            configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        return new NewTopic(topic.name(), plan.partitionsOf(topic), plan.replication())
                .configs(configs);
    }

    private static void created(org.apache.kafka.common.KafkaFuture<Void> creation) {
        try {
            creation.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw fault("create a topic", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException fault(String what, ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new TransientFaultException("could not " + what + ": " + cause.getMessage(), cause);
    }
}
