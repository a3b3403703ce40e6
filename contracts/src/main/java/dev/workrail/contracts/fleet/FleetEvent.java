package dev.workrail.contracts.fleet;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.json.Kinded;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What `wr.heartbeats` carries.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true,
        defaultImpl = FleetEvent.Opaque.class)
public sealed interface FleetEvent extends Kinded {

    /// A worker's word of what it has and runs.
    ///
    /// @param slots how many sessions it can hold in all
    /// @param draining true once it takes no more
    @JsonTypeName("worker_heartbeat")
    record Heartbeat(
            WorkerId worker,
            DomainId domain,
            PoolId pool,
            int slots,
            boolean draining,
            List<Running> running,
            String version,
            Instant at)
            implements FleetEvent {
        public Heartbeat {
            running = running == null ? List.of() : List.copyOf(running);
        }
    }

    /// A session a worker holds, with the epoch it holds it under.
    record Running(SessionId session, long epoch) {}

    /// Time as an event: what deciders know of the clock.
    @JsonTypeName("tick")
    record Tick(DomainId domain, Instant at) implements FleetEvent {}

    /// A kind this version does not know, kept as it came.
    record Opaque(String kind, @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> fields)
            implements FleetEvent {}
}
