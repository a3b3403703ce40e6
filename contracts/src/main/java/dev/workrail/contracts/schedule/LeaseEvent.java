package dev.workrail.contracts.schedule;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.json.OpaqueFields;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.OfSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `wr.leases` carries, keyed by session: the dispatcher's answers to claims.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true,
        defaultImpl = LeaseEvent.Opaque.class)
public sealed interface LeaseEvent extends Kinded, OfSession {

    OrgId org();

    long epoch();

    /// The claim is valid: the worker may act outside itself from now on.
    ///
    /// @param window how long the lease lives after each heartbeat, in log time
    /// @param resume the final resume point: no later segment of an earlier epoch counts
    /// @param commands arrived while no one held the session
    @JsonTypeName("lease_granted")
    record Granted(
            SessionId session,
            OrgId org,
            long epoch,
            ClaimId claim,
            WorkerId worker,
            Duration window,
            @Nullable Checkpoint resume,
            List<Command> commands,
            Allowance allowance,
            Instant at)
            implements LeaseEvent {
        public Granted {
            commands = commands == null ? List.of() : List.copyOf(commands);
            allowance = allowance == null ? Allowance.UNLIMITED : allowance;
        }
    }

    /// The claim lost: another holds this epoch or a later one, or the session is over.
    @JsonTypeName("lease_refused")
    record Refused(
            SessionId session, OrgId org, long epoch, ClaimId claim, String reason, Instant at)
            implements LeaseEvent {}

    /// The holder must stop: killed, cancelled, superseded.
    @JsonTypeName("lease_revoked")
    record Revoked(
            SessionId session,
            OrgId org,
            long epoch,
            String reason,
            @Nullable String by,
            Instant at)
            implements LeaseEvent {}

    /// No heartbeat within the window: the session is free for another epoch.
    @JsonTypeName("lease_expired")
    record Expired(SessionId session, OrgId org, long epoch, WorkerId worker, Instant at)
            implements LeaseEvent {}

    /// The holder gave it back, finished or not.
    @JsonTypeName("lease_ended")
    record Ended(SessionId session, OrgId org, long epoch, String reason, Instant at)
            implements LeaseEvent {}

    /// A kind this version does not know, kept as it came.
    record Opaque(String kind, @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> fields)
            implements LeaseEvent {
        @Override
        public SessionId session() {
            return new SessionId(OpaqueFields.text(fields, "session"));
        }

        @Override
        public OrgId org() {
            return new OrgId(OpaqueFields.text(fields, "org"));
        }

        @Override
        public long epoch() {
            return OpaqueFields.number(fields, "epoch");
        }
    }
}
