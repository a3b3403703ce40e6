package dev.workrail.platform.health;

import dev.workrail.platform.kafka.KafkaClients;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Down once a loop or topology of this process was stopped by a fault; names each.
@Liveness
@Singleton
public final class LoopLiveness implements HealthCheck {
    private final KafkaClients kafka;

    public LoopLiveness(KafkaClients kafka) {
        this.kafka = kafka;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("loops alive").up();
        kafka.loops()
                .forEach((name, healthy) -> {
                    response.withData(name, healthy);
                    if (!healthy) {
                        response.down();
                    }
                });
        return response.build();
    }
}
