package dev.workrail.testkit;

import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.GroupType;

/// Deletes every group and topic, and creates the catalogue's topics and those of pool `default` as
/// on one machine.
record TopicWipe(String bootstrapServers) {
    private static final int WIDE = 4;

    void run() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            deleteGroups(admin);
            Set<String> names = admin.listTopics().names().get();
            admin.deleteTopics(names).all().get();
            admin.createTopics(catalogue()).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "could not wipe the topics; was a loop of an earlier test left open?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deleteGroups(Admin admin) throws ExecutionException, InterruptedException {
        Map<Boolean, Set<String>> groups =
                admin.listGroups().all().get().stream()
                        .collect(
                                Collectors.partitioningBy(
                                        TopicWipe::isShareGroup,
                                        Collectors.mapping(
                                                GroupListing::groupId, Collectors.toSet())));
        admin.deleteShareGroups(groups.get(true)).all().get();
        admin.deleteConsumerGroups(groups.get(false)).all().get();
    }

    private static boolean isShareGroup(GroupListing group) {
        return group.type().filter(type -> type == GroupType.SHARE).isPresent();
    }

    private static List<NewTopic> catalogue() {
        List<Topic> topics = new ArrayList<>(Topics.ALL);
        topics.add(Topics.dispatches(new PoolId("default")));
        return topics.stream().map(TopicWipe::newTopic).toList();
    }

    private static NewTopic newTopic(Topic topic) {
        int partitions = topic.spread() == Topic.Spread.WIDE ? WIDE : 1;
        return new NewTopic(topic.name(), partitions, (short) 1)
                .configs(Map.of("cleanup.policy", topic.compacted() ? "compact" : "delete"));
    }
}
