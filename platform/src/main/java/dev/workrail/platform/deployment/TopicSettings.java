package dev.workrail.platform.deployment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.OptionalInt;

/// How topics of this deployment are spread. Fixed with its first start.
@ConfigMapping(prefix = "workrail.kafka")
public interface TopicSettings {
    /// Partitions of sessions and commands: 48 suit a cluster. Recorded at the first start; another
    /// number later refuses to start. Without it those recorded, and 1 for a new deployment, which
    /// suits one machine: what one partition holds need not be copied to be decided on together.
    OptionalInt widePartitions();

    /// Partitions of everything else. More than 1 gives up that one task sees it all in order.
    @WithDefault("1")
    int singlePartitions();

    /// Copies of each partition: 1 on one machine, 3 in a cluster.
    @WithDefault("1")
    short replicationFactor();

    /// Pools whose dispatch topics exist, separated by commas.
    @WithDefault("default")
    List<String> pools();
}
