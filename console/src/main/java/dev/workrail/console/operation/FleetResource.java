package dev.workrail.console.operation;

import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.SessionId;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The workers of the deployment.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operation")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class FleetResource {
    private final FleetTail fleet;
    private final Clock clock;

    public FleetResource(FleetTail fleet, Clock clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    /// A session that a worker holds, and the epoch of its lease.
    public record Lease(SessionId session, long epoch) {}

    /// @param heartbeatAgeMs time since its last heartbeat
    public record WorkerView(
            String id,
            String domain,
            String pool,
            String version,
            int slots,
            boolean draining,
            List<Lease> leases,
            Instant lastHeartbeat,
            long heartbeatAgeMs) {}

    /// @param slots of workers that are not draining
    /// @param leased sessions held by any worker
    /// @param versions how many workers run each
    public record Fleet(
            int slots, int leased, Map<String, Long> versions, List<WorkerView> workers) {}

    @GET
    @Path("/fleet")
    @Operation(operationId = "getFleet", summary = "Workers, their slots and what they hold")
    public Fleet fleet() {
        List<WorkerView> workers = fleet.workers().stream().map(this::view).toList();
        return new Fleet(
                workers.stream().filter(w -> !w.draining()).mapToInt(WorkerView::slots).sum(),
                workers.stream().mapToInt(w -> w.leases().size()).sum(),
                workers.stream()
                        .collect(
                                Collectors.groupingBy(
                                        WorkerView::version, TreeMap::new, Collectors.counting())),
                workers);
    }

    private WorkerView view(FleetEvent.Heartbeat beat) {
        return new WorkerView(
                beat.worker().value(),
                beat.domain().value(),
                beat.pool().value(),
                beat.version(),
                beat.slots(),
                beat.draining(),
                beat.running().stream()
                        .map(running -> new Lease(running.session(), running.epoch()))
                        .toList(),
                beat.at(),
                Math.max(0, Duration.between(beat.at(), clock.instant()).toMillis()));
    }
}
