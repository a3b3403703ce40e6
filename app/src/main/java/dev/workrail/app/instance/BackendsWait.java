package dev.workrail.app.instance;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Has the roles of one machine wait for its broker and database, which start while the application
/// boots.
@Singleton
final class BackendsWait {
    /// Before the roles, whose start names no priority of its own.
    private static final int BEFORE_ROLES = 1;

    void start(@Observes @Priority(BEFORE_ROLES) StartupEvent event) throws Exception {
        UpApplication.Plan plan = UpApplication.PLAN.get();
        if (plan != null) {
            plan.machine().awaitBackends();
        }
    }
}
