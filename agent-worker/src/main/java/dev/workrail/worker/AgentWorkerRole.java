package dev.workrail.worker;

import dev.workrail.platform.blob.BlobStore;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.role.Role;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs sessions while it is started. Stopping drains: sessions are handed back at their next safe
/// point, and those that reach none in time are left to their leases.
@Singleton
public final class AgentWorkerRole implements Role {
    private final KafkaClients kafka;
    private final BlobStore blobs;
    private final WorkerConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final RandomGenerator random;
    private volatile @Nullable Worker worker;

    public AgentWorkerRole(
            KafkaClients kafka,
            BlobStore blobs,
            WorkerConfig config,
            MeterRegistry meters,
            Clock clock,
            RandomGenerator random) {
        this.kafka = kafka;
        this.blobs = blobs;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String name() {
        return "worker";
    }

    @Override
    public void start() throws Exception {
        worker = Worker.start(kafka, blobs, config, meters, clock, random);
    }

    @Override
    public void stop() {
        Worker started = worker;
        worker = null;
        if (started != null) {
            started.close();
        }
    }

    @Override
    public boolean healthy() {
        Worker started = worker;
        return started == null || started.healthy();
    }
}
