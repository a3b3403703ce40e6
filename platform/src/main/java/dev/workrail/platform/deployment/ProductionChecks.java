package dev.workrail.platform.deployment;

import dev.workrail.platform.blob.BlobSettings;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.KafkaSettings;
import io.smallrye.config.SmallRyeConfig;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.sql.SQLException;
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
    private final DatabaseUser user;

    public ProductionChecks(
            SmallRyeConfig config,
            KafkaClients kafka,
            KafkaSettings address,
            TopicSettings topics,
            BlobSettings blobs,
            DatabaseUser user) {
        this.config = config;
        this.kafka = kafka;
        this.address = address;
        this.topics = topics;
        this.blobs = blobs;
        this.user = user;
    }

    /// Asks the database only where the settings alone are safe.
    ///
    /// @throws RefusedStartException with a line per unsafe setting
    /// @throws SQLException where a role needs the database, and it refuses or is away
    void refuseUnsafe(Set<String> roles) throws SQLException {
        if (!apply()) {
            return;
        }
        refuse(ProductionRules.check(settings(roles)));
        if (ProductionRules.needDatabase(roles)) {
            refuse(user.unbound().stream().toList());
        }
    }

    private static void refuse(List<Finding> findings) {
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
                given("workrail.secrets.keys-dir"),
                blobs.store(),
                Files.exists(blobs.keyFile()),
                roles);
    }

    /// The value that somebody set: the default of a setting is in the configuration too, in the
    /// source of the lowest ordinal.
    private Optional<String> given(String key) {
        return config.getConfigValue(key).getSourceOrdinal() == Integer.MIN_VALUE
                ? Optional.empty()
                : text(key);
    }

    private Optional<String> text(String key) {
        return config.getOptionalValue(key, String.class);
    }
}
