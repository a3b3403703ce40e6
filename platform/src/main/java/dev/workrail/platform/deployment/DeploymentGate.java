package dev.workrail.platform.deployment;

import dev.workrail.platform.role.StartGate;
import dev.workrail.platform.secret.SecretKeys;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/// Opens the way for a process's roles: production settings are safe, and topics are as recorded.
@Singleton
public final class DeploymentGate implements StartGate {
    private final ProductionChecks checks;
    private final DeploymentTopics topics;
    private final SecretKeys keys;

    public DeploymentGate(ProductionChecks checks, DeploymentTopics topics, SecretKeys keys) {
        this.checks = checks;
        this.topics = topics;
        this.keys = keys;
    }

    @Override
    public void open(Set<String> roles) throws IOException, InterruptedException, SQLException {
        checks.refuseUnsafe(roles);
        if (!checks.apply()) {
            keys.ensureAll();
        }
        topics.prepare();
    }
}
