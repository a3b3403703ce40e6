package dev.workrail.platform.deployment;

import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.KafkaSettings;
import dev.workrail.platform.kafka.PartitionLedger;
import dev.workrail.platform.kafka.PartitionPlan;
import dev.workrail.platform.kafka.TopicAdmin;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the deployment's topics and holds each to the partition count it was made with: the count
/// decides where a key's records lie, so a changed one would split a session's log.
@Singleton
public final class DeploymentTopics {
    private final KafkaClients kafka;
    private final PartitionLedger ledger;
    private final TopicSettings settings;

    public DeploymentTopics(
            KafkaSettings address, KafkaClients kafka, TopicSettings settings, Clock clock) {
        this.kafka = kafka;
        this.ledger = new PartitionLedger(address, kafka, clock);
        this.settings = settings;
    }

    /// Creates what is missing, checks the rest and records new counts. Idempotent; every process
    /// does it before its roles start.
    ///
    /// @throws RefusedStartException where a topic has, or was made with, another count
    public void prepare() throws InterruptedException {
        TopicAdmin admin = kafka.topics();
        admin.ensure(List.of(Topics.DEPLOYMENT), plan(PartitionPlan.ONE_MACHINE.wide()));
        Map<String, Integer> recorded = ledger.read();
        PartitionPlan plan = plan(wide(admin, recorded));
        List<Topic> topics = topics();
        for (Topic topic : topics) {
            checkRecorded(topic, plan, recorded.get(topic.name()));
        }
        admin.ensure(topics, plan);
        Map<String, Integer> fresh = new HashMap<>();
        Map<String, Integer> actual = admin.partitions(topics);
        for (Topic topic : topics) {
            int count = actual.getOrDefault(topic.name(), 0);
            checkActual(topic, plan, count);
            if (!recorded.containsKey(topic.name())) {
                fresh.put(topic.name(), count);
            }
        }
        if (!fresh.isEmpty()) {
            ledger.record(fresh);
        }
    }

    /// What a deployment has where nobody says a number: what its topics were made with, or lie in.
    private static int wide(TopicAdmin admin, Map<String, Integer> recorded)
            throws InterruptedException {
        Integer made = recorded.get(Topics.SESSIONS.name());
        return made == null
                ? admin.partitionsIfAny(Topics.SESSIONS).orElse(PartitionPlan.ONE_MACHINE.wide())
                : made;
    }

    private PartitionPlan plan(int wide) {
        return new PartitionPlan(
                settings.widePartitions().orElse(wide),
                settings.singlePartitions(),
                settings.replicationFactor());
    }

    private List<Topic> topics() {
        List<Topic> topics = new ArrayList<>(Topics.ALL);
        settings.pools().forEach(pool -> topics.add(Topics.dispatches(new PoolId(pool.strip()))));
        return topics;
    }

    private static void checkRecorded(Topic topic, PartitionPlan plan, @Nullable Integer recorded) {
        int wanted = plan.partitionsOf(topic);
        if (recorded != null && recorded != wanted) {
            throw new RefusedStartException(
                    "%s is %d, but topic %s was made with %d partitions, which is fixed for the life"
                                    .formatted(key(topic), wanted, topic.name(), recorded)
                            + " of the deployment: set it to "
                            + recorded);
        }
    }

    private static void checkActual(Topic topic, PartitionPlan plan, int actual) {
        int wanted = plan.partitionsOf(topic);
        if (actual != wanted) {
            throw new RefusedStartException(
                    "%s is %d, but topic %s has %d partitions: if nothing was written to it, delete"
                                    .formatted(key(topic), wanted, topic.name(), actual)
                            + " it, else set the key to the count the topic was made with");
        }
    }

    private static String key(Topic topic) {
        return switch (topic.spread()) {
            case WIDE -> "workrail.kafka.wide-partitions";
            case SINGLE -> "workrail.kafka.single-partitions";
        };
    }
}
