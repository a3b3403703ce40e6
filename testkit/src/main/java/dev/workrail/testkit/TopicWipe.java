package dev.workrail.testkit;

import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.awaitility.Awaitility;

/// Deletes every group and topic, and creates the catalogue's topics and those of pool `default` as
/// on one machine.
record TopicWipe(String bootstrapServers) {
    private static final int WIDE = 4;

    void run() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            deleteGroups(admin);
            deleteTopics(admin);
            List<NewTopic> topics = catalogue();
            CreateTopicsResult created = admin.createTopics(topics);
            created.all().get();
            for (NewTopic topic : topics) {
                awaitVisible(admin, topic.name(), created.topicId(topic.name()).get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "could not wipe the topics; was a loop of an earlier test left open?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Also of those the broker does not list: it hears of a new topic a moment after its maker.
    private static void deleteTopics(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> names = new HashSet<>(admin.listTopics().names().get());
        catalogue().forEach(topic -> names.add(topic.name()));
        for (KafkaFuture<Void> deletion : admin.deleteTopics(names).topicNameValues().values()) {
            try {
                deletion.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
    }

    private static void awaitVisible(Admin admin, String topic, Uuid id) {
        Awaitility.await("topic " + topic)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptions()
                .until(() ->
                        admin.describeTopics(List.of(topic))
                                .topicNameValues()
                                .values()
                                .iterator()
                                .next()
                                .get()
                                .topicId()
                                .equals(id));
    }

    private static void deleteGroups(Admin admin) throws ExecutionException, InterruptedException {
        for (GroupListing group : admin.listGroups().all().get()) {
            Set<String> id = Set.of(group.groupId());
            if (group.type().filter(type -> type == GroupType.SHARE).isPresent()) {
                admin.deleteShareGroups(id).all().get();
            } else {
                if (group.groupState().filter(state -> state != GroupState.EMPTY).isPresent()) {
                    removeMembers(admin, group.groupId());
                }
                admin.deleteConsumerGroups(id).all().get();
            }
        }
    }

    /// A topology that was stopped by a fault stays a member until its session ends.
    private static void removeMembers(Admin admin, String group)
            throws ExecutionException, InterruptedException {
        admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                .all()
                .get();
    }

    private static List<NewTopic> catalogue() {
        List<Topic> topics = new ArrayList<>(Topics.ALL);
        topics.add(Topics.dispatches(PoolId.DEFAULT));
        return topics.stream().map(TopicWipe::newTopic).toList();
    }

    private static NewTopic newTopic(Topic topic) {
        int partitions = topic.spread() == Topic.Spread.WIDE ? WIDE : 1;
        return new NewTopic(topic.name(), partitions, (short) 1)
                .configs(Map.of("cleanup.policy", topic.compacted() ? "compact" : "delete"));
    }
}
