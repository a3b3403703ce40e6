package dev.workrail.platform.health;

import dev.workrail.platform.role.Role;
import dev.workrail.platform.role.RoleSwitch;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Down once a role of this process can only be helped by a restart; names it.
@Liveness
@Singleton
public final class RoleLiveness implements HealthCheck {
    private final RoleSwitch roles;

    public RoleLiveness(RoleSwitch roles) {
        this.roles = roles;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("roles alive").up();
        for (Role role : roles.active()) {
            // A role that has not begun cannot be broken yet.
            boolean healthy = !roles.started(role) || role.healthy();
            response.withData(role.name(), healthy);
            if (!healthy) {
                response.down();
                role.hindrance().ifPresent(why -> response.withData(role.name() + " because", why));
            }
        }
        return response.build();
    }
}
