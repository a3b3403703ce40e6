package dev.workrail.platform.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Kafka settings made by hand.
public record KafkaAddress(
        String bootstrapServers, Map<String, String> client, Optional<String> instance)
        implements KafkaSettings {
    private static final Duration RESTORE_STALL = Duration.ofSeconds(60);

    public KafkaAddress {
        client = Map.copyOf(client);
    }

    /// A broker that asks for no authentication, members not static.
    public KafkaAddress(String bootstrapServers) {
        this(bootstrapServers, Map.of(), Optional.empty());
    }

    @Override
    public Optional<Path> propertiesFile() {
        return Optional.empty();
    }

    @Override
    public Duration restoreStall() {
        return RESTORE_STALL;
    }
}
