package dev.workrail.platform.deployment;

import dev.workrail.platform.kafka.PartitionPlan;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How topics of this deployment are spread. Fixed with its first start.
@ConfigMapping(prefix = "workrail.kafka")
public interface TopicSettings {
    /// Partitions of sessions and commands: 4 on one machine, 48 in a cluster. Recorded at the
    /// first start; another number later refuses to start.
    @WithDefault("4")
    int widePartitions();

    /// Partitions of everything else. More than 1 gives up that one task sees it all in order.
    @WithDefault("1")
    int singlePartitions();

    /// Copies of each partition: 1 on one machine, 3 in a cluster.
    @WithDefault("1")
    short replicationFactor();

    /// Pools whose dispatch topics exist, separated by commas.
    @WithDefault("default")
    java.util.List<String> pools();

    static PartitionPlan plan(TopicSettings settings) {
        return new PartitionPlan(
                settings.widePartitions(),
                settings.singlePartitions(),
                settings.replicationFactor());
    }
}
