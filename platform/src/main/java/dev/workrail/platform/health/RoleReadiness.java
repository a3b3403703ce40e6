package dev.workrail.platform.health;

import dev.workrail.platform.role.Role;
import dev.workrail.platform.role.RoleSwitch;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Down while a role of this process cannot take work: before its start, or while it restores.
@Readiness
@Singleton
public final class RoleReadiness implements HealthCheck {
    private final RoleSwitch roles;

    public RoleReadiness(RoleSwitch roles) {
        this.roles = roles;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("roles ready").up();
        for (Role role : roles.active()) {
            boolean ready = roles.started(role) && role.ready();
            response.withData(role.name(), ready);
            if (!ready) {
                response.down();
                role.hindrance().ifPresent(why -> response.withData(role.name() + " because", why));
            }
        }
        return response.build();
    }
}
