package dev.workrail.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// The topic of a baseline, in the broker of the instance under test.
final class RawTopic {
    private static final String BUSIEST = "wr.sessions";

    private RawTopic() {}

    /// Makes it with as many partitions as the product's busiest topic has.
    static void create(String bootstrapServers, String name)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            int partitions =
                    admin.describeTopics(List.of(BUSIEST)).allTopicNames().get().values().stream()
                            .mapToInt(topic -> topic.partitions().size())
                            .max()
                            .orElseThrow();
            admin.createTopics(
                            List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        }
    }
}
