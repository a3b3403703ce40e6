package dev.workrail.platform.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// How this process reaches Kafka. Written by hand as a [KafkaAddress].
@ConfigMapping(prefix = "workrail.kafka")
public interface KafkaSettings {
    /// Brokers to start from, `host:port` separated by commas.
    @WithDefault("localhost:9092")
    String bootstrapServers();

    /// Further client properties, such as `security.protocol`, `sasl.jaas.config`,
    /// `ssl.truststore.location`: given to every client as they are.
    Map<String, String> client();

    /// A properties file with further client properties, for those that belong in a mounted secret;
    /// those of [#client] win.
    Optional<Path> propertiesFile();

    /// Name of this process among those of its role, the same after a restart (a pod's name in a
    /// stateful set). With it group members are static: a restart takes its partitions back at once
    /// instead of after the session time-out. Two living processes must not share it.
    Optional<String> instance();

    /// How long the state of a topology may stand still while it is restored before readiness and
    /// the log name the partition it waits at.
    @WithDefault("60s")
    Duration restoreStall();
}
