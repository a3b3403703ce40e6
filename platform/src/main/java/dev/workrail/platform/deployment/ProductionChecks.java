package dev.workrail.platform.deployment;

import dev.workrail.platform.blob.BlobSettings;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.KafkaSettings;
import io.smallrye.config.SmallRyeConfig;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Refuses to start roles with unsafe settings in profile `prod`; other profiles are for
/// development.
@Singleton
public final class ProductionChecks {
    private static final String PRODUCTION = "prod";

    private final SmallRyeConfig config;
    private final KafkaClients kafka;
    private final KafkaSettings address;
    private final TopicSettings topics;
    private final BlobSettings blobs;

    public ProductionChecks(
            SmallRyeConfig config,
            KafkaClients kafka,
            KafkaSettings address,
            TopicSettings topics,
            BlobSettings blobs) {
        this.config = config;
        this.kafka = kafka;
        this.address = address;
        this.topics = topics;
        this.blobs = blobs;
    }

    /// @throws RefusedStartException with a line per unsafe setting
    void refuseUnsafe(Set<String> roles) {
        if (!apply()) {
            return;
        }
        List<Finding> findings = ProductionRules.check(settings(roles));
        if (!findings.isEmpty()) {
            throw new RefusedStartException(
                    findings.stream().map(Finding::line).collect(Collectors.joining("\n")));
        }
    }

    /// One machine is what it says: its broker, database and keys are this user's own, reached over
    /// loopback, and made at the first start.
    boolean apply() {
        boolean oneMachine =
                config.getOptionalValue("workrail.one-machine", Boolean.class).orElse(false);
        return config.getProfiles().contains(PRODUCTION) && !oneMachine;
    }

    private ProductionSettings settings(Set<String> roles) {
        return new ProductionSettings(
                address.bootstrapServers(),
                kafka.clientProperties(),
                topics.replicationFactor(),
                text("quarkus.datasource.jdbc.url"),
                text("quarkus.datasource.username"),
                text("workrail.secrets.keys-dir"),
                blobs.store(),
                Files.exists(blobs.keyFile()),
                roles);
    }

    private Optional<String> text(String key) {
        return config.getOptionalValue(key, String.class);
    }
}
