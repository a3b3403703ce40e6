package dev.workrail.platform.health;

import dev.workrail.platform.role.RoleSwitch;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/// Up once every role of this process has started.
@Startup
@Singleton
public final class RolesStarted implements HealthCheck {
    private final RoleSwitch roles;

    public RolesStarted(RoleSwitch roles) {
        this.roles = roles;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("roles started").status(roles.complete()).build();
    }
}
